"""Single lines as manuals and the cloud publish them: the cause they stand for is among the first three."""

from __future__ import annotations

import pytest

from tests.diagnosis.conftest import Run

LINES = """
psk-mismatch | tried 1 shared key for 'a' - 'b', but MAC mismatched
psk-mismatch | calculated HASH does not match HASH payload
psk-mismatch | invalid ID_V1 payload length, decryption failed?
psk-mismatch | 2026-11-23 17:10:24: ERROR: mismatch of preshared secrets
psk-mismatch | HASH mismatched
psk-missing | no shared key found for 'a' - 'b'
psk-missing | received INVALID_KE_PAYLOAD error notify
psk-missing | "gw" #1: authentication failed: no PSK found for '192.0.2.1'
id-mismatch | no matching peer config found
id-mismatch | no peer config found
id-mismatch | constraint check failed: identity 'x' required
id-mismatch | received ID_I (x) does not match peers id
id-mismatch | message lacks IDr payload
id-mismatch | Unknow peer id
id-mismatch | Expecting IP address type in main mode, but FQDN.
auth-method-mismatch | constraint requires public key authentication, but pre-shared key was used
ike-version-mismatch | no IKE config found for 203.0.113.1...198.51.100.1, sending NO_PROPOSAL_CHOSEN
ike-version-mismatch | unknown ikev2 peer
ike-version-mismatch | received INVALID_MAJOR_VERSION notify error
ike-mode-mismatch | not acceptable Identity Protection mode
ike-mode-mismatch | not acceptable Aggressive mode
ike-mode-mismatch | found 1 matching config, but none allows pre-shared key authentication using Main Mode
aggressive-psk-refused | Aggressive Mode PSK disabled for security reasons
ike-encryption-mismatch | no acceptable ENCRYPTION_ALGORITHM found
ike-encryption-mismatch | rejected enctype: DB(prop#1:trns#1):Peer(prop#0:trns#1) = AES-CBC:3DES-CBC
ike-hash-mismatch | rejected hashtype: DB(prop#1:trns#1):Peer(prop#0:trns#1) = SHA:MD5
ike-dh-mismatch | no acceptable DIFFIE_HELLMAN_GROUP found
ike-dh-mismatch | no acceptable KEY_EXCHANGE_METHOD found
ike-dh-mismatch | received KE type 14,expected 2
ike-dh-mismatch | failed to compute dh value
ike-dh-mismatch | proposal mismatch, transform type:4
ike-dh-mismatch | rejected dh_group: DB(prop#1:trns#1):Peer(prop#0:trns#1) = 1024-bit MODP group:2048-bit MODP group
peer-not-responding | retransmit 1 of request with message ID 0
peer-not-responding | giving up after 5 retransmits
peer-not-responding | establishing IKE_SA failed, peer not responding
peer-not-responding | peer not responding, trying again (2/3)
peer-not-responding | phase1 negotiation failed due to time up. 995e546d3369c386:0000000000000000
peer-not-responding | retransmission count exceeded the limit
peer-address-mismatch | no IKE config found for 203.0.113.1...198.51.100.1
nat-t-mismatch | ignore the packet, received unexpecting payload type 130
traffic-selector-mismatch | no matching CHILD_SA config found for 10.0.0.0/8 === 172.16.0.0/16
traffic-selector-mismatch | received TS_UNACCEPTABLE notify, no CHILD_SA built
traffic-selector-mismatch | traffic selectors 10.0.0.0/8 === 172.16.0.0/16 unacceptable
traffic-selector-mismatch | no acceptable traffic selectors found
traffic-selector-mismatch | can't find matching selector
esp-encryption-mismatch | received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built
esp-encryption-mismatch | trns_id mismatched: my:AES peer:3DES
esp-integrity-mismatch | authtype mismatched: my:hmac-sha peer:hmac-md5
pfs-mismatch | pfs group mismatched: my:2 peer:5
pfs-mismatch | message lacks KE payload
pfs-mismatch | CHILD_SA rekeying failed, trying again in 13 seconds
encapsulation-mode-mismatch | encmode mismatched: my:Tunnel peer:Transport
security-protocol-mismatch | proto_id mismatched: my:ESP peer:AH
security-protocol-mismatch | protocol mismatch, skipping
lifetime-mismatch | long lifetime proposed: my:3600 peer:86400
phase2-no-response | phase2 negotiation failed due to time up waiting for phase1. ESP 1.2.3.4[0]->5.6.7.8[0]
phase2-no-response | No acceptable response to our first Quick Mode message: perhaps peer likes no proposal
dpd-timeout | DPD check timed out, enforcing DPD action
dpd-timeout | DPD: remote (ISAKMP-SA spi=1:2) seems to be dead.
dpd-format-mismatch | ignore information because the message has no hash payload
commit-bit-mismatch | commit bit not supported
peer-closed | received DELETE for IKE_SA gw[1]
peer-closed | received DELETE for ESP CHILD_SA with SPI c1234567
rekey-collision | detected CHILD_REKEY collision with CHILD_DELETE
duplicate-policy | unable to install policy 10.0.0.0/8 === 0.0.0.0/0 out for reqid 2, the same policy for reqid 1 exists
certificate-untrusted | no trusted RSA public key found for 'x'
certificate-untrusted | no issuer certificate found for "CN=x"
certificate-untrusted | NSS: ERROR: SEC_ERROR_UNKNOWN_ISSUER
certificate-expired | subject certificate invalid (valid from Jan 01 00:00:00 2020 to Jan 01 00:00:00 2021)
certificate-expired | SEC_ERROR_EXPIRED_CERTIFICATE
certificate-revoked | SEC_ERROR_REVOKED_CERTIFICATE
esn-mismatch | no acceptable EXTENDED_SEQUENCE_NUMBERS found
peer-address-mismatch | %ASA-3-752006: Tunnel Manager failed to dispatch a KEY_ACQUIRE message.
psk-missing | %ASA-3-751010: Unable to determine self-authentication method.
id-mismatch | %ASA-3-751009: Unable to find tunnel group for peer.
psk-mismatch | %CRYPTO-6-IKMP_AUTH_FAIL: Authentication method 1 failed with host 203.0.113.1
id-mismatch | %CRYPTO-6-IKMP_NO_ID_CERT_ADDR_MATCH: ID of 203.0.113.1 (type 1)
traffic-selector-mismatch | KMD_PM_P2_POLICY_LOOKUP_FAILURE: Policy lookup for Phase 2 [responder] failed
lifetime-mismatch | KMD_PM_LIFETIME_LENGTH_UNEQUAL: Different lifetime lengths
psk-mismatch | {"FailedReasonCode": "PskMismatch", "Severity": "Critical"}
pfs-mismatch | {"FailedReasonCode": "PfsMismatch", "Severity": "Critical"}
psk-mismatch | 失败原因：预共享密钥不一致
"""
CASES = [tuple(part.strip() for part in line.split("|", 1)) for line in LINES.strip().splitlines()]


@pytest.mark.parametrize(("cause", "line"), CASES, ids=[line[:50] for _, line in CASES])
def test_line(run: Run, cause: str, line: str) -> None:
    assert cause in [one.cause for one in run(line).findings[:3]]


@pytest.mark.parametrize(
    "line",
    [
        "IKE_SA gw[1] established between 192.0.2.1[192.0.2.1]...192.0.2.2[192.0.2.2]",
        "CHILD_SA gw{1} established with SPIs c1234567_i c7654321_o and TS 10.0.0.0/8 === 172.16.0.0/16",
        "received DPD vendor ID",
        "queueing INFORMATIONAL_V1 request as tasks still active",
        "sending keep alive to 192.0.2.1[4500]",
    ],
)
def test_everyday_lines_blame_nothing(run: Run, line: str) -> None:
    assert run(line).findings == ()
