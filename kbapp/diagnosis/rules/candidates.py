"""The sets of causes that leave the same lines, with their shares.

The shares come from the laboratory's scenarios (how often each cause was behind such lines), smoothed: none is
certain, none is impossible.
"""

from __future__ import annotations

from collections.abc import Mapping

Shares = Mapping[str, float]

IKE_REFUSED: Shares = {
    "ike-encryption-mismatch": 0.22,
    "ike-dh-mismatch": 0.21,
    "ike-hash-mismatch": 0.2,
    "peer-address-mismatch": 0.13,
    "ike-proposal-mismatch": 0.12,
    "ike-version-mismatch": 0.12,
}
"""NO_PROPOSAL_CHOSEN to the first message: algorithms, or no connection for this address or version."""

IKE_ALGORITHMS: Shares = {
    "ike-dh-mismatch": 0.28,
    "ike-encryption-mismatch": 0.275,
    "ike-hash-mismatch": 0.235,
    "ike-proposal-mismatch": 0.21,
}
NO_CONNECTION: Shares = {"ike-version-mismatch": 0.51, "peer-address-mismatch": 0.49}
"""An IKEv1 initiator at a gateway that pins IKEv2 is common; one that pins IKEv1 is rare today."""
NO_CONNECTION_V2: Shares = {"peer-address-mismatch": 0.54, "ike-version-mismatch": 0.46}

ESP_REFUSED_V2: Shares = {
    "esp-integrity-mismatch": 0.4,
    "esp-encryption-mismatch": 0.35,
    "esp-proposal-mismatch": 0.22,
    "esn-mismatch": 0.03,
}
ESP_REFUSED_KEY_LENGTH: Shares = {
    "esp-encryption-mismatch": 0.7,
    "esp-proposal-mismatch": 0.2,
    "esp-integrity-mismatch": 0.1,
}
ESP_REFUSED_V1: Shares = {
    "pfs-mismatch": 0.41,
    "esp-integrity-mismatch": 0.24,
    "esp-encryption-mismatch": 0.2,
    "esp-proposal-mismatch": 0.12,
    "esn-mismatch": 0.02,
    "security-protocol-mismatch": 0.01,
}
AFTER_AGREEMENT: Shares = {"kernel-install-failed": 0.85, "esp-proposal-mismatch": 0.15}
"""The initiator refuses what was chosen from its own offer: mostly it could not install the SA."""

ESP_REFUSED_ALONE: Shares = {
    "esp-encryption-mismatch": 0.3,
    "esp-integrity-mismatch": 0.28,
    "pfs-mismatch": 0.27,
    "esp-proposal-mismatch": 0.15,
}
"""The notify alone, as people paste it: the seed files it under the algorithms."""
BOTH_VERSIONS: Shares = {
    "ike-version-mismatch": 0.4,
    "id-mismatch": 0.16,
    "ike-proposal-mismatch": 0.12,
    "peer-address-mismatch": 0.1,
    "ike-encryption-mismatch": 0.08,
    "ike-dh-mismatch": 0.08,
    "ike-hash-mismatch": 0.06,
}
AUTH_FAILED_V2_PSK: Shares = {
    "psk-mismatch": 0.48,
    "id-mismatch": 0.36,
    "psk-missing": 0.1,
    "auth-method-mismatch": 0.06,
}
AUTH_FAILED_V2_CERT: Shares = {
    "certificate-untrusted": 0.4,
    "auth-method-mismatch": 0.2,
    "id-mismatch": 0.19,
    "certificate-expired": 0.13,
    "certificate-revoked": 0.08,
}
AUTH_FAILED_MAIN: Shares = {
    "id-mismatch": 0.6,
    "ike-mode-mismatch": 0.27,
    "auth-method-mismatch": 0.13,
}
AUTH_FAILED_MAIN_CERT: Shares = {
    "certificate-untrusted": 0.36,
    "auth-method-mismatch": 0.28,
    "id-mismatch": 0.18,
    "certificate-expired": 0.08,
    "certificate-revoked": 0.06,
    "ike-mode-mismatch": 0.04,
}
AUTH_FAILED_AGGRESSIVE: Shares = {
    "id-mismatch": 0.58,
    "ike-mode-mismatch": 0.22,
    "aggressive-psk-refused": 0.11,
    "auth-method-mismatch": 0.09,
}

SILENCE_MAIN: Shares = {
    "peer-not-responding": 0.24,
    "ike-mode-mismatch": 0.19,
    "peer-address-mismatch": 0.185,
    "ike-version-mismatch": 0.165,
    "ike-hash-mismatch": 0.07,
    "ike-encryption-mismatch": 0.06,
    "ike-dh-mismatch": 0.06,
    "ike-proposal-mismatch": 0.03,
}
SILENCE_AGGRESSIVE: Shares = {
    "ike-mode-mismatch": 0.24,
    "id-mismatch": 0.23,
    "peer-not-responding": 0.18,
    "peer-address-mismatch": 0.12,
    "ike-version-mismatch": 0.11,
    "ike-hash-mismatch": 0.04,
    "ike-encryption-mismatch": 0.04,
    "ike-dh-mismatch": 0.03,
    "ike-proposal-mismatch": 0.01,
}
SILENCE_V2: Shares = {
    "peer-not-responding": 0.45,
    "peer-address-mismatch": 0.2,
    "ike-version-mismatch": 0.15,
    "ike-dh-mismatch": 0.07,
    "ike-encryption-mismatch": 0.05,
    "ike-hash-mismatch": 0.05,
    "ike-proposal-mismatch": 0.03,
}
SILENCE_AFTER_KEYS: Shares = {
    "psk-mismatch": 0.45,
    "peer-not-responding": 0.2,
    "id-mismatch": 0.2,
    "udp4500-blocked": 0.15,
}
SILENCE_ON_4500: Shares = {"udp4500-blocked": 0.65, "peer-not-responding": 0.25, "ike-fragments-dropped": 0.1}
SILENCE_FRAGMENTS: Shares = {"ike-fragments-dropped": 0.55, "udp4500-blocked": 0.3, "peer-not-responding": 0.15}
SILENCE_PHASE2: Shares = {
    "phase2-no-response": 0.35,
    "traffic-selector-mismatch": 0.25,
    "esp-encryption-mismatch": 0.12,
    "esp-integrity-mismatch": 0.12,
    "pfs-mismatch": 0.11,
    "esp-proposal-mismatch": 0.05,
}
SILENCE_ESTABLISHED: Shares = {"dpd-timeout": 0.75, "phase2-no-response": 0.15, "peer-not-responding": 0.1}
"""IKEv2 message ids above 1 belong to an IKE SA that is up."""
TOLD_AUTH_FAILED: Shares = {"psk-mismatch": 0.4, "id-mismatch": 0.4, "auth-method-mismatch": 0.12, "psk-missing": 0.08}
CLOSED_BEFORE_CHILD: Shares = {
    "id-mismatch": 0.8,
    "peer-closed": 0.2,
}
MODE_REFUSED: Shares = {"ike-mode-mismatch": 0.6, "aggressive-psk-refused": 0.4}
METHOD_OR_MODE: Shares = {"ike-mode-mismatch": 0.6, "auth-method-mismatch": 0.4}
METHOD_OR_MODE_PSK: Shares = {"ike-mode-mismatch": 0.9, "auth-method-mismatch": 0.1}
METHOD_OR_MODE_CERT: Shares = {"auth-method-mismatch": 0.85, "ike-mode-mismatch": 0.15}
"""A PSK was offered and not allowed: by mode, or because this side wants certificates (its own key tells)."""
REJECTED_AFTER_START_PSK: Shares = {"id-mismatch": 0.6, "psk-mismatch": 0.2, "auth-method-mismatch": 0.2}
REJECTED_AFTER_START_CERT: Shares = {
    "certificate-untrusted": 0.3,
    "auth-method-mismatch": 0.22,
    "certificate-revoked": 0.18,
    "certificate-expired": 0.18,
    "id-mismatch": 0.12,
}
"""We were content, the peer was not."""
CLOSED_ALONE: Shares = {"peer-closed": 0.65, "id-mismatch": 0.25, "rekey-collision": 0.1}
GAVE_UP_ALONE: Shares = {"peer-not-responding": 0.6, "dpd-timeout": 0.3, "phase2-no-response": 0.1}
GAVE_UP_PHASE1: Shares = {
    "peer-not-responding": 0.6,
    "psk-mismatch": 0.14,
    "peer-address-mismatch": 0.12,
    "id-mismatch": 0.07,
    "udp4500-blocked": 0.07,
}
"""Lines without the story around them."""
CLOSED_BEFORE_CHILD_CERT: Shares = {
    "certificate-untrusted": 0.34,
    "certificate-revoked": 0.24,
    "certificate-expired": 0.2,
    "id-mismatch": 0.14,
    "peer-closed": 0.08,
}
ANSWERS_LOST: Shares = {"peer-not-responding": 0.8, "udp4500-blocked": 0.1, "ike-fragments-dropped": 0.1}
ANSWERS_LOST_4500: Shares = {"udp4500-blocked": 0.55, "peer-not-responding": 0.3, "ike-fragments-dropped": 0.15}
ANSWERS_LOST_LARGE: Shares = {"ike-fragments-dropped": 0.5, "udp4500-blocked": 0.35, "peer-not-responding": 0.15}
"""The peer repeats its request although it was answered: the answers do not reach it."""
CHILD_REFUSED: Shares = {
    "traffic-selector-mismatch": 0.5,
    "peer-closed": 0.3,
    "encapsulation-mode-mismatch": 0.2,
}
"""The peer deletes a child that has only just come up, and keeps the IKE SA."""
UNTRUSTED_ALONE: Shares = {
    "certificate-untrusted": 0.55,
    "auth-method-mismatch": 0.18,
    "certificate-revoked": 0.12,
    "certificate-expired": 0.12,
    "id-mismatch": 0.03,
}
"""`no trusted public key` without what was checked before it."""
TRANSPORT_LIKELY: Shares = {"encapsulation-mode-mismatch": 0.8, "traffic-selector-mismatch": 0.2}
TRANSPORT_ASKED: Shares = {"encapsulation-mode-mismatch": 0.9, "peer-closed": 0.1}
"""The peer asked for transport mode, got tunnel mode, and took the child down."""
OWN_KEY_MISSING_ID: Shares = {"id-mismatch": 0.8, "certificate-untrusted": 0.1, "auth-method-mismatch": 0.1}
OWN_KEY_MISSING: Shares = {"auth-method-mismatch": 0.55, "id-mismatch": 0.35, "certificate-untrusted": 0.1}
"""`no private key found for 'x'`: a key is loaded, but not for this identity; or none is loaded."""
BY_KIND: Mapping[str, tuple[str, str]] = {
    "encryption": ("ike-encryption-mismatch", "esp-encryption-mismatch"),
    "integrity": ("ike-hash-mismatch", "esp-integrity-mismatch"),
    "prf": ("ike-hash-mismatch", "esp-integrity-mismatch"),
    "dh": ("ike-dh-mismatch", "pfs-mismatch"),
    "pfs": ("pfs-mismatch", "pfs-mismatch"),
    "esn": ("esn-mismatch", "esn-mismatch"),
    "lifetime": ("lifetime-mismatch", "lifetime-mismatch"),
    "mode": ("encapsulation-mode-mismatch", "encapsulation-mode-mismatch"),
    "protocol": ("security-protocol-mismatch", "security-protocol-mismatch"),
    "auth": ("auth-method-mismatch", "auth-method-mismatch"),
}
"""A transform's kind -> the cause in phase 1, in phase 2."""
