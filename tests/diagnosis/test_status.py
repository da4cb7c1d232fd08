"""Status outputs pasted instead of logs: up or not, what passes in which direction, how many SAs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.diagnosis import Diagnosis, LogText
from kbapp.diagnosis.status import read_status
from tests.diagnosis.conftest import Run

STATUSALL = """Status of IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64):
  uptime: 2 hours, since Nov 23 14:00:00 2026
Connections:
   to-aliyun:  198.51.100.20...203.0.113.10  IKEv2
Security Associations (1 up, 0 connecting):
   to-aliyun[1]: ESTABLISHED 5 minutes ago, 198.51.100.20[198.51.100.20]...203.0.113.10[203.0.113.10]
   to-aliyun[1]: IKEv2 SPIs: 5b2c9d0e1f2a3b4c_i* 1122334455667788_r, rekeying in 3 hours
   to-aliyun{1}:  INSTALLED, TUNNEL, reqid 1, ESP SPIs: c1234567_i c7654321_o
   to-aliyun{1}:  AES_CBC_256/HMAC_SHA2_256_128, IN bytes_i, OUT bytes_o (10 pkts, 2s ago), rekeying in 40 minutes
   to-aliyun{1}:   192.168.10.0/24 === 172.16.0.0/24"""
LIST_SAS = """to-aliyun: #1, ESTABLISHED, IKEv2, 5b2c9d0e1f2a3b4c_i* 1122334455667788_r
  local  '198.51.100.20' @ 198.51.100.20[4500]
  remote '203.0.113.10' @ 203.0.113.10[4500]
  AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
  established 300s ago, rekeying in 13000s
  to-aliyun: #1, reqid 1, INSTALLED, TUNNEL, ESP:AES_CBC-256/HMAC_SHA2_256_128
    installed 300s ago, rekeying in 3000s, expires in 3948s
    in  c1234567,    IN bytes,    10 packets,     1s ago
    out c7654321,    OUT bytes,    10 packets,     1s ago
    local  192.168.10.0/24
    remote 172.16.0.0/24"""
IOS = """interface: GigabitEthernet0/0
    Crypto map tag: MAP, local addr 198.51.100.20

   protected vrf: (none)
   local  ident (addr/mask/prot/port): (192.168.10.0/255.255.255.0/0/0)
   remote ident (addr/mask/prot/port): (172.16.0.0/255.255.255.0/0/0)
   current_peer 203.0.113.10 port 500
     PERMIT, flags={origin_is_acl,}
    #pkts encaps: OUT, #pkts encrypt: OUT, #pkts digest: OUT
    #pkts decaps: IN, #pkts decrypt: IN, #pkts verify: IN
     current outbound spi: 0x8C1A2B3C(2350525244)"""
HUAWEI = """<USG>display ipsec sa
===============================
Interface: GigabitEthernet0/0/1
===============================
  IPSec policy name: "p1"
  Mode             : ISAKMP
    Connection ID     : 67108879
    Encapsulation mode: Tunnel
    Tunnel local      : 198.51.100.20
    Tunnel remote     : 203.0.113.10
    Flow source       : 192.168.10.0/255.255.255.0 0/0
    Flow destination  : 172.16.0.0/255.255.255.0 0/0
    [Outbound ESP SAs]
      SPI: 1186117041 (0x46b2c5b1)
      Max sent sequence-number: OUT
      UDP encapsulation used for NAT traversal: N
      SA encrypted packets (number/bytes): OUT/0
    [Inbound ESP SAs]
      SPI: 3325168941 (0xc6322d2d)
      Max received sequence-number: IN
      SA decrypted packets (number/bytes): IN/0"""
H3C = """-------------------------------
Interface: GigabitEthernet1/0/1
-------------------------------
  IPsec policy: p1
  Mode: ISAKMP
    Tunnel:
        local  address: 198.51.100.20
        remote address: 203.0.113.10
    Flow:
        sour addr: 192.168.10.0/255.255.255.0  port: 0  protocol: ip
        dest addr: 172.16.0.0/255.255.255.0  port: 0  protocol: ip
    [Inbound ESP SAs]
      Max received sequence-number: IN
    [Outbound ESP SAs]
      Max sent sequence-number: OUT"""
FORTI_LIST = """list all ipsec tunnel in vd 0
------------------------------------------------------
name=to-ali ver=2 serial=1 198.51.100.20:0->203.0.113.10:0 tun_id=203.0.113.10 dst_mtu=1500
proxyid_num=1 child_num=0 refcnt=4 ilast=2 olast=0 ad=/0
stat: rxp=IN txp=OUT rxb=0 txb=840
dpd: mode=on-demand on=1 idle=20000ms retry=3 count=0 seqno=0
proxyid=to-ali proto=0 sa=1 ref=2 serial=1
  src: 0:192.168.10.0/255.255.255.0:0
  dst: 0:172.16.0.0/255.255.255.0:0
  SA:  ref=3 options=18227 type=00 soft=0 mtu=1438 expire=42730"""
FORTI_DETAILS = """gateway
  name: 'to-ali'
  local-gateway: 198.51.100.20:0 (static)
  remote-gateway: 203.0.113.10:0 (static)
  mode: ike-v2
  interface: 'wan1' (5)
  rx  packets: IN  bytes: 0  errors: 0
  tx  packets: OUT  bytes: 840  errors: 0
  dpd: on-demand/negotiated  idle: 20000ms  retry: 3  count: 0
  selectors
    name: 'to-ali'
    auto-negotiate: disable
    mode: tunnel
    src: 0:192.168.10.0/255.255.255.0:0
    dst: 0:172.16.0.0/255.255.255.0:0
    SA
      lifetime/rekey: 43200/42730"""
JUNOS = """ID: 131073 Virtual-system: root, VPN Name: to-ali
  Local Gateway: 198.51.100.20, Remote Gateway: 203.0.113.10
  Local Identity: ipv4_subnet(any:0,[0..7]=192.168.10.0/24)
  Remote Identity: ipv4_subnet(any:0,[0..7]=172.16.0.0/24)
  Encrypted bytes:             OUT
  Decrypted bytes:             IN
  Encrypted packets:           OUT
  Decrypted packets:           IN"""
ALL = {
    "strongswan": STATUSALL,
    "strongswan-vici": LIST_SAS,
    "cisco-ios": IOS,
    "huawei": HUAWEI,
    "h3c": H3C,
    "fortigate": FORTI_LIST,
    "fortigate-details": FORTI_DETAILS,
    "juniper": JUNOS,
}


def filled(text: str, received: int, sent: int) -> str:
    return (
        text.replace("IN/", f"{received}/")
        .replace(": IN", f": {received}")
        .replace("IN,", f"{received},")
        .replace("rxp=IN", f"rxp={received}")
        .replace("    IN bytes", f"    {received} bytes")
        .replace(", IN bytes_i", f", {received} bytes_i")
        .replace("             IN", f"             {received}")
        .replace("OUT", str(sent))
    )


def causes(found: Diagnosis) -> list[str]:
    return [one.cause for one in found.findings]


@pytest.mark.parametrize("name", ALL)
def test_traffic_both_ways_is_healthy(run: Run, name: str) -> None:
    found = run(filled(ALL[name], 840, 1680))
    assert (found.verdict, causes(found)) == ("healthy", [])
    assert found.logs[0].dialect == name.split("-")[0] or found.logs[0].dialect == name


@pytest.mark.parametrize("name", ALL)
def test_the_selectors_fill_both_columns(run: Run, name: str) -> None:
    (columns,) = run(filled(ALL[name], 840, 1680)).parameters
    assert columns["local"]["local.subnets"].value == ("192.168.10.0/24",)
    assert columns["remote"]["local.subnets"].value == ("172.16.0.0/24",)


@pytest.mark.parametrize("name", ALL)
def test_nothing_comes_back(run: Run, name: str) -> None:
    found = run(filled(ALL[name], 0, 840))
    assert found.verdict == "likely"
    assert causes(found)[:3] == ["security-group", "route-or-firewall-onprem", "esp-blocked"]
    assert found.findings[0].detail is not None
    assert "192.168.10.0/24 === 172.16.0.0/24" in found.findings[0].detail.en
    assert found.findings[0].evidence


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_sent(run: Run, name: str) -> None:
    found = run(filled(ALL[name], 840, 0))
    assert found.verdict == "likely"
    first = "nat-on-egress-interface" if name in ("huawei", "h3c") else "route-or-firewall-onprem"
    assert causes(found)[0] == first
    assert {"nat-on-egress-interface", "route-or-firewall-onprem", "route-or-acl-onprem-inbound"} == set(causes(found))


@pytest.mark.parametrize("name", ALL)
def test_no_traffic_at_all_is_no_fault(run: Run, name: str) -> None:
    found = run(filled(ALL[name], 0, 0))
    assert found.verdict == "healthy"
    assert any("ping" in note.en for note in found.notes)


def test_several_sas_are_split_into_connections(run: Run) -> None:
    second = STATUSALL.splitlines()[-3:]
    text = [*filled(STATUSALL, 840, 840).splitlines()]
    text += [line.replace("{1}", "{2}").replace("192.168.10", "192.168.20") for line in second]
    found = run("\n".join(text).replace("IN bytes_i", "0 bytes_i").replace("OUT bytes_o", "84 bytes_o"))
    assert (found.verdict, causes(found)[0], found.phase) == ("likely", "multi-subnet-split", 2)
    detail = found.findings[0].detail
    assert detail is not None
    assert "A: 172.16.0.0/24 <=> 192.168.10.0/24\nB: 172.16.0.0/24 <=> 192.168.20.0/24" in detail.en
    assert "A: 172.16.0.0/24 <=> 192.168.10.0/24" in detail.zh


def test_several_sas_that_all_work_are_only_noted(run: Run) -> None:
    first = filled(IOS, 10, 10)
    found = run(first + "\n\n" + first.replace("192.168.10.0", "192.168.20.0"))
    assert found.verdict == "healthy"
    assert any("B: 172.16.0.0/24 <=> 192.168.20.0/24" in note.en for note in found.notes)


def test_a_rekeyed_sa_is_not_a_second_one(run: Run) -> None:
    found = run(filled(IOS, 0, 10) + "\n\n" + filled(IOS, 0, 10))
    assert causes(found)[0] == "security-group"


def test_sas_with_different_peers_are_no_split(run: Run) -> None:
    other = filled(IOS, 10, 10).replace("203.0.113.10", "203.0.113.99").replace("172.16.0.0", "172.17.0.0")
    assert run(filled(IOS, 10, 10) + "\n\n" + other).notes == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "dst src state conn-id status\n203.0.113.10 198.51.100.20 MM_NO_STATE 0 ACTIVE",
            "peer-not-responding",
        ),
        (
            "dst src state conn-id status\n203.0.113.10 198.51.100.20 MM_KEY_EXCH 1001 ACTIVE",
            "psk-mismatch",
        ),
        (
            "1   IKE Peer: 203.0.113.10\n    Type    : L2L             Role    : initiator\n"
            "    Rekey   : no              State   : MM_WAIT_MSG2",
            "peer-not-responding",
        ),
    ],
)
def test_where_an_attempt_hangs(run: Run, text: str, first: str) -> None:
    found = run(text)
    assert (found.verdict, causes(found)[0], found.phase) == ("likely", first, 1)


@pytest.mark.parametrize(
    "text",
    [
        "dst             src             state          conn-id status\n"
        "203.0.113.10    198.51.100.20   QM_IDLE           1001 ACTIVE",
        "Tunnel-id Local                 Remote                fvrf/ivrf            Status\n"
        "1         198.51.100.20/500     203.0.113.10/500      none/none            READY",
        "Index   State  Initiator cookie  Responder cookie  Mode           Remote Address\n"
        "1234567 UP     0123456789abcdef  fedcba9876543210  IKEv2          203.0.113.10",
        "IKE SA information :\n Conn-ID    Peer                 VPN   Flag(s)   Phase  RemoteType  RemoteID\n"
        " 16         203.0.113.10:500           RD|ST     v2:2   IP          203.0.113.10\n"
        " 14         203.0.113.10:500           RD|ST     v2:1   IP          203.0.113.10",
        "    Connection-ID   Remote                Flag         DOI\n"
        "------------------------------------------------------------------\n"
        "    15              203.0.113.10          RD           IPsec",
    ],
)
def test_phase_1_alone_up(run: Run, text: str) -> None:
    found = run(text)
    assert (found.verdict, causes(found)) == ("healthy", [])
    assert found.tunnels[0].remote == "203.0.113.10"


@pytest.mark.parametrize(
    "text",
    [
        "There are no IKEv1 SAs\n\nThere are no IKEv2 SAs",
        "  Total active tunnels: 0",
        "Security Associations (0 up, 0 connecting):\n  none",
        "Security Associations (0 up, 1 connecting):\n"
        "   to-aliyun[1]: CONNECTING, 198.51.100.20[%any]...203.0.113.10[%any]",
        "IKE SA information :\n Conn-ID    Peer                 VPN   Flag(s)   Phase\n"
        " 16         203.0.113.10:500           NONE     v1:1",
    ],
)
def test_a_tunnel_that_is_down_tells_no_cause(run: Run, text: str) -> None:
    found = run(text)
    assert (found.verdict, causes(found)) == ("unknown", [])
    assert any("paste the log" in note.en for note in found.notes)


def test_a_log_beside_a_status_keeps_its_cause(run: Run) -> None:
    log = "05[IKE] <a|1> initiating IKE_SA a[1] to 203.0.113.10\n"
    log += "06[IKE] <a|1> received AUTHENTICATION_FAILED notify error"
    found = run(log, "There are no IKEv2 SAs")
    assert causes(found)[0] == "psk-mismatch"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_cut_and_shuffled_outputs_never_break(data: st.DataObject) -> None:
    lines = [line for text in ALL.values() for line in text.splitlines()]
    chosen = data.draw(st.lists(st.one_of(st.sampled_from(lines), st.text(max_size=60)), max_size=30))
    status = read_status(LogText.from_text("x", "\n".join(chosen)))
    assert status is None or status.tells
    for child in status.children if status else ():
        assert child.received is None or child.received >= 0


@settings(max_examples=60, deadline=None)
@given(received=st.integers(0, 10**12), sent=st.integers(0, 10**12), name=st.sampled_from(sorted(ALL)))
def test_counters_are_read_as_they_stand(received: int, sent: int, name: str) -> None:
    status = read_status(LogText.from_text("x", filled(ALL[name], received, sent)))
    assert status is not None
    (child,) = status.children
    assert (child.received, child.sent) == (received, sent)


OUTPUTS = Path(__file__).parents[1] / "data" / "dialects" / "status" / "outputs.toml"


@pytest.mark.parametrize(
    "case", tomllib.loads(OUTPUTS.read_text(encoding="utf-8"))["case"], ids=lambda case: case["name"]
)
def test_published_output(run: Run, case: dict[str, Any]) -> None:
    """Outputs that engineers published: up or not, one-sided counters, the state in which an attempt hangs."""
    found = run(case["log"].strip("\n"))
    causes = [finding.cause for finding in found.findings]
    wanted = case["verdict"]
    assert found.logs[0].dialect == case["dialect"]
    assert found.verdict in ([wanted] if isinstance(wanted, str) else wanted), causes
    if "truth" not in case:
        assert causes == []
        return
    assert causes[0] in case.get("first", [case["truth"]]), causes
    assert case["truth"] in causes[:3], causes


def test_the_dead_of_several_tunnels_is_named(run: Run) -> None:
    rows = "\n".join(
        f"'{name}' 203.0.113.{place}:0  selectors(total,up): 1/{up}  rx(pkt,err): 9/0  tx(pkt,err): 9/0"
        for place, (name, up) in enumerate((("to-a", 1), ("to-b", 0)), 1)
    )
    found = run(rows)
    assert found.verdict == "unknown"
    assert any("to-b" in note.en and "to-a" not in note.en for note in found.notes)


def test_counters_and_selectors_of_a_palo_alto_tunnel() -> None:
    text = next(
        case["log"] for case in tomllib.loads(OUTPUTS.read_text(encoding="utf-8"))["case"] if "flow" in case["name"]
    )
    status = read_status(LogText.from_text("a", text))
    assert status is not None
    child = status.children[0]
    assert (child.sent, child.received) == (120, 0)
    assert (child.local, child.remote) == (("10.1.0.0/16",), ("172.16.0.0/16",))


def test_a_policy_says_which_end_the_kernel_is() -> None:
    """The quieter SA may be the outgoing one: the policy decides."""
    counts = {"198.51.100.20 dst 203.0.113.10": 0, "203.0.113.10 dst 198.51.100.20": 7}
    states = "\n".join(
        f"src {ends}\n\tproto esp spi 0xc2a47e10 reqid 1 mode tunnel\n\tlifetime current:\n\t  {n}(bytes), {n}(packets)"
        for ends, n in counts.items()
    )
    policy = "src 10.1.0.0/24 dst 10.2.0.0/24\n\tdir out priority 1\n\ttmpl src 198.51.100.20 dst 203.0.113.10"
    status = read_status(LogText.from_text("a", f"{policy}\n{states}"))
    assert status is not None
    assert [(child.sent, child.received, child.local) for child in status.children] == [(0, 7, ("10.1.0.0/24",))]
