"""Alibaba Cloud's connections in every shape that people paste: one truth, many spellings."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.gateways import UnreadableError, read_gateways, recognise
from kbapp.gateways.platforms.alibaba_cloud import READER
from kbapp.gateways.readers.loose import read_loose
from kbapp.gateways.readers.yaml_lines import read_yaml
from tests.gateways.dirty import explicit

IKE = {
    "Psk": "not-a-real-key",
    "IkeVersion": "ikev2",
    "IkeEncAlg": "aes256",
    "IkePfs": "group14",
    "LocalId": "203.0.113.9",
}
IPSEC = {"IpsecEncAlg": "aes256", "IpsecAuthAlg": "sha256", "IpsecPfs": "disabled", "IpsecLifetime": 3600}
WHOLE: dict[str, Any] = {"Name": "site", "LocalSubnet": "10.1.0.0/16", "RemoteSubnet": "10.2.0.0/16"}
TRUTH = {
    "auth.psk": "(set)",
    "ike.version": "ikev2",
    "ike.encryption": ["AES_CBC_256"],
    "ike.dh_groups": ["MODP_2048"],
    "local.id": {"type": "ipv4", "value": "203.0.113.9"},
    "esp.encryption": ["AES_CBC_256"],
    "esp.integrity": ["HMAC_SHA2_256_128"],
    "esp.pfs_groups": [],
    "esp.lifetime_s": 3600,
    "local.subnets": ["10.1.0.0/16"],
    "remote.subnets": ["10.2.0.0/16"],
}


def snake(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            "".join(f"_{c.lower()}" if c.isupper() else c for c in k).strip("_"): snake(v) for k, v in value.items()
        }
    return value


def lower_camel(value: Any) -> Any:
    return {k[0].lower() + k[1:]: lower_camel(v) for k, v in value.items()} if isinstance(value, dict) else value


FULL = WHOLE | {"IkeConfig": IKE, "IpsecConfig": IPSEC}
AS_STRINGS = WHOLE | {"IkeConfig": json.dumps(IKE), "IpsecConfig": json.dumps(IPSEC)}
HCL = """
variable "key" { default = "not-a-real-key" }
locals {
  site = { cidr = "10.2.0.0/16", dh = "group14" }
}
resource "alicloud_vpn_connection" "site" {
  vpn_connection_name = "site"
  local_subnet  = ["10.1.0.0/16"]
  remote_subnet = [local.site.cidr] // the branch
  ike_config {
    psk = var.key
    ike_version = "ikev2"
    ike_enc_alg = "aes256"
    ike_pfs = "${local.site.dh}"
    ike_local_id = "203.0.113.9" # the gateway
  }
  ipsec_config {
    ipsec_enc_alg = "aes256"
    ipsec_auth_alg = "sha256"
    ipsec_pfs = "disabled"
    ipsec_lifetime = 3600
  }
}
"""
STATE = {
    "version": 4,
    "resources": [
        {"type": "alicloud_vpn_connection", "name": "site", "instances": [{"attributes": {
            "local_subnet": ["10.1.0.0/16"], "remote_subnet": ["10.2.0.0/16"],
            "ike_config": [snake(IKE)], "ipsec_config": [snake(IPSEC)],
        }}]}
    ],
}  # fmt: skip
STATE_3 = {
    "modules": [{"resources": {"alicloud_vpn_connection.site": {"primary": {"attributes": {
        "local_subnet.#": "1", "local_subnet.1287": "10.1.0.0/16", "remote_subnet.31": "10.2.0.0/16",
        "ike_config.#": "1",
        **{f"ike_config.0.{key}": str(value) for key, value in snake(IKE).items()},
        **{f"ipsec_config.0.{key}": str(value) for key, value in snake(IPSEC).items()},
    }}}}}]
}  # fmt: skip
PLAN = {"planned_values": {"root_module": {"resources": [{"name": "site", "values": {
    "local_subnet": ["10.1.0.0/16"], "remote_subnet": ["10.2.0.0/16"], "ike_config": [snake(IKE)],
    "ipsec_config": [snake(IPSEC)],
}}]}}, "resource_changes": [{"change": {"after": {"ike_config": [snake(IKE)]}}}]}  # fmt: skip
ROS = "Resources:\n  site:\n    Type: ALIYUN::VPC::VpnConnection\n    Properties:\n      LocalSubnet: 10.1.0.0/16\n" + (
    "      RemoteSubnet: '10.2.0.0/16'  # the branch\n      IkeConfig:\n"
    + "".join(f"        {key}: {value}\n" for key, value in IKE.items())
    + "      IpsecConfig:\n"
    + "".join(f"        {key}: {value}\n" for key, value in IPSEC.items())
)
CALL = (
    "$ aliyun vpc CreateVpnConnection --Name site \\\n  --LocalSubnet 10.1.0.0/16 --RemoteSubnet=10.2.0.0/16 \\\n"
    f"  --IkeConfig '{json.dumps(IKE, indent=2)}' \\\n  --IpsecConfig '{json.dumps(IPSEC)}'\n"
)
QUERY = (
    "https://vpc.example.com/?Action=CreateVpnConnection&Name=site&LocalSubnet=10.1.0.0%2F16&RemoteSubnet=10.2.0.0/16"
    + (f"&IkeConfig={json.dumps(IKE)}&IpsecConfig={json.dumps(IPSEC)}&<common>\n".replace(" ", ""))
)
SHAPES = {
    "json": json.dumps(FULL, indent=2),
    "strings": json.dumps(AS_STRINGS, indent=2),
    "one line": json.dumps(FULL),
    "wrapped": json.dumps({"code": 200, "data": FULL}),
    "response in a string": json.dumps({"body": json.dumps(FULL)}),
    "list": json.dumps({"VpnConnections": {"VpnConnection": [FULL]}, "TotalCount": 1}),
    "snake": json.dumps(snake(FULL)),
    "lower camel": json.dumps(lower_camel(FULL)),
    "python": str(snake(FULL) | {"peer": None, "ok": True}),
    "markdown": f"返回示例：\n\n```json\n{json.dumps(FULL, indent=2)}\n```\n\n## 错误码\n|a|b|\n",
    "trailing comma": json.dumps(FULL, indent=2)
    .replace('"disabled",', '"disabled", // off\n')
    .replace("3600", "3600,"),
    "hcl": HCL,
    "state 4": json.dumps(STATE, indent=1),
    "state 3": json.dumps(STATE_3, indent=1),
    "plan": json.dumps(PLAN),
    "ros": ROS,
    "ros, indentation lost": "\n".join(line.strip() for line in ROS.split("\n")),
    "ros in json": json.dumps({"Resources": {"site": {"Type": "ALIYUN::VPC::VpnConnection", "Properties": FULL}}}),
    "command line": CALL,
    "query": QUERY,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(shape: str) -> None:
    text = SHAPES[shape]
    assert recognise(text) == "alibaba-cloud"
    gateways = read_gateways(text)
    assert [gateway.connection for gateway in gateways] == [None if shape.endswith("lost") else "site"]
    assert explicit(gateways[0]) == TRUTH


@pytest.mark.parametrize("shape", [name for name in SHAPES if name not in ("one line", "query", "plan")])
def test_a_listing_before_each_line_changes_nothing(shape: str) -> None:
    numbered = "\n".join(f"{number:6}\t{line}" for number, line in enumerate(SHAPES[shape].split("\n"), 1))
    assert explicit(READER.read(numbered)[0]) == TRUTH


@pytest.mark.parametrize(
    ("shape", "name", "line"),
    [
        ("hcl", "ike.encryption", 13),
        ("hcl", "auth.psk", 2),
        ("ros", "esp.lifetime_s", 17),
        ("command line", "ike.dh_groups", 7),
    ],
)
def test_a_value_knows_its_line(shape: str, name: str, line: int) -> None:
    assert READER.read(SHAPES[shape])[0].get(name).line == line


def test_what_cannot_be_followed_is_unknown() -> None:
    text = HCL.replace('default = "not-a-real-key"', "type = string").replace("[local.site.cidr]", "[var.branch]")
    gateway = READER.read(text.replace('"203.0.113.9"', "alicloud_vpn_gateway.a.internet_ip"))[0]
    for name in ("auth.psk", "remote.subnets", "local.id"):
        assert (gateway.get(name).value, gateway.get(name).source) == (None, "unknown"), name


def test_terraforms_terminal_output() -> None:
    text = HCL.replace("var.key", "(sensitive value)").replace("  ike_version", "+ ike_version")
    text = text.replace('ipsec_enc_alg = "aes256"', '~ ipsec_enc_alg = "aes" -> "aes256"')
    assert explicit(READER.read("Terraform will perform:\n" + text + "\nPlan: 1 to add\n")[0]) == TRUTH


def test_the_customer_gateway_beside_it_gives_the_address() -> None:
    hcl = 'resource "alicloud_vpn_customer_gateway" "c" {\n ip_address = "198.51.100.7"\n}\n' + HCL.replace(
        '"site"\n', '"site"\n  customer_gateway_id = alicloud_vpn_customer_gateway.c.id\n', 1
    )
    both = [{"CustomerGatewayId": "cgw-1", "IpAddress": "198.51.100.7"}, FULL | {"CustomerGatewayId": "cgw-1"}]
    for text in (hcl, json.dumps(both)):
        assert READER.read(text)[0].get("remote.address").value == "198.51.100.7"


def test_tunnels_in_yaml_with_lower_camel_keys() -> None:
    tunnel = "".join(f"          {key[0].lower()}{key[1:]}: '{value}'\n" for key, value in IKE.items())
    text = "vpn:\n  properties:\n    localSubnets:\n      - 10.1.0.0/16\n    tunnelOptionsSpecifications:\n" + (
        f"      - tunnelIndex: '1'\n        tunnelIkeConfig:\n{tunnel}        enableDpd: 'true'\n"
        "    remoteSubnet: 10.2.0.0/16\n"
    )
    gateway = read_gateways(text)[0]
    kept = {name: value for name, value in TRUTH.items() if not name.startswith("esp")}
    assert explicit(gateway) == kept | {"dpd.enabled": True}


def test_tunnels_on_the_command_line() -> None:
    head = "--TunnelOptionsSpecification."
    text = (
        f"aliyun vpc CreateVpnConnection {head}1.Role master {head}1.TunnelIkeConfig.IkeEncAlg aes256 "
        f"{head}2.Role slave "
        + (f"{head}2.TunnelIkeConfig.IkeEncAlg des {head}1.TunnelIkeConfig.Psk {{PSK}} --LocalSubnet 10.1.0.0/16\n")
    )
    found = read_gateways(text)
    assert [(g.connection, g.get("ike.encryption").value) for g in found] == [
        ("master", ("AES_CBC_256",)),
        ("slave", ("DES_CBC",)),
    ]
    assert found[0].get("auth.psk").source == "unknown"


MAP = (("a", "aes"), ("b", "des"))


def test_a_module_with_a_map_of_connections() -> None:
    blocks = "".join(f'  {name} = {{\n   ike_config = {{ ike_enc_alg = "{word}" }}\n  }}\n' for name, word in MAP)
    text = f'module "vpn" {{\n connections = {{\n{blocks} }}\n}}\n'
    found = READER.read(text)
    assert [(gateway.connection, gateway.get("ike.encryption").value) for gateway in found] == [
        ("a", ("AES_CBC_128",)),
        ("b", ("DES_CBC",)),
    ]


def test_bgp_is_read_where_it_is_on() -> None:
    bgp = {
        "EnableBgp": "true",
        "LocalAsn": 45104,
        "PeerAsn": 65001,
        "LocalBgpIp": "169.254.10.1",
        "PeerBgpIp": "169.254.10.2",
    }
    on = READER.read(json.dumps(FULL | {"VpnBgpConfig": bgp}))[0]
    assert (on.get("local.bgp_asn").value, on.get("remote.bgp_address").value) == ("45104", "169.254.10.2")
    off = READER.read(json.dumps(FULL | {"VpnBgpConfig": bgp | {"EnableBgp": "false"}}))[0]
    assert off.get("local.bgp_asn").value is None


@given(st.text(alphabet="{}[]()\":=,#/*\n \\$<-|ab1'é", max_size=200))
def test_the_tolerant_readers_take_any_text(text: str) -> None:
    assert read_yaml(text).scalar is None
    assert read_loose(text).scalar is None


PIECES = ("IkeConfig:\n", '{"IkeConfig":', "- IkeConfig:\n ", "IkeEncAlg: aes\n", "&IkeConfig=a", "--IkeConfig '")


@pytest.mark.parametrize("piece", PIECES)
def test_a_large_text_is_read_or_refused_in_time(piece: str) -> None:
    start = time.process_time()
    try:
        found = len(READER.read(piece * (100_000 // len(piece))))
    except UnreadableError:
        found = 0
    assert found < 6_000
    assert time.process_time() - start < 2


def test_a_megabyte_of_terraform_is_read_in_time() -> None:
    others = 'resource "alicloud_vswitch" "v" {\n  cidr_block = "10.9.0.0/24"\n}\n' * 12_000
    start = time.process_time()
    assert explicit(READER.read(others + HCL)[0]) == TRUTH
    assert time.process_time() - start < 2
