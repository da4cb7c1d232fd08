"""What a platform does where its configuration says nothing: only what a primary source confirms.

Alibaba Cloud: API reference of CreateVpnConnection. strongSwan: swanctl.conf(5), ipsec.conf(5). libreswan:
ipsec.conf(5). OpenIKED: iked.conf(5). FortiGate: dumps of `show full-configuration`. Junos: CLI reference.
What depends on a product or on a release stands in its reader, or is left unknown.
"""

from __future__ import annotations

from kbapp.model.gateway import ParameterValue

Row = tuple[str, ParameterValue, str]
"""Parameter, value, and the platform's own words."""

ALIBABA: tuple[Row, ...] = (
    ("ike.version", "ikev1", "ikev1"),
    ("ike.mode", "main", "main"),
    ("ike.encryption", ("AES_CBC_128",), "aes"),
    ("ike.integrity", ("HMAC_MD5_96",), "md5"),
    ("ike.dh_groups", ("MODP_1024",), "group2"),
    ("ike.lifetime_s", 86400, "86400"),
    ("esp.encryption", ("AES_CBC_128",), "aes"),
    ("esp.integrity", ("HMAC_MD5_96",), "md5"),
    ("esp.pfs_groups", ("MODP_1024",), "group2"),
    ("esp.lifetime_s", 86400, "86400"),
    ("esp.lifetime_kb", 0, "the cloud has no lifetime by traffic"),
    ("esp.protocol", "esp", "the cloud speaks ESP only"),
    ("esp.mode", "tunnel", "the cloud speaks tunnel mode only"),
    ("auth.method", "psk", "psk"),
    ("dpd.enabled", True, "true"),
    ("nat_traversal", True, "true"),
)
SWANCTL: tuple[Row, ...] = (
    ("ike.version", "any", "version 0: starts IKEv2, accepts both"),
    ("ike.mode", "main", "aggressive = no"),
    ("ike.lifetime_s", 14400, "rekey_time = 4h"),
    ("auth.method", "certificate", "auth = pubkey"),
    ("esp.protocol", "esp", "esp"),
    ("esp.mode", "tunnel", "mode = tunnel"),
    ("esp.lifetime_s", 3600, "rekey_time = 1h"),
    ("esp.lifetime_kb", 0, "rekey_bytes = 0"),
    ("dpd.enabled", False, "dpd_delay = 0s"),
    ("nat_traversal", True, "always on"),
    ("initiates", "no", "start_action = none"),
)
STRONGSWAN_IPSEC: tuple[Row, ...] = (
    ("ike.version", "any", "keyexchange=ike: starts IKEv2, accepts both"),
    ("ike.mode", "main", "aggressive=no"),
    ("ike.lifetime_s", 10800, "ikelifetime=3h"),
    ("esp.lifetime_s", 3600, "lifetime=1h"),
    ("esp.mode", "tunnel", "type=tunnel"),
    ("auth.method", "certificate", "authby=pubkey"),
    ("dpd.enabled", False, "dpdaction=none"),
    ("esp.protocol", "esp", "esp"),
    ("initiates", "no", "auto=ignore"),
    ("nat_traversal", True, "always on"),
)
LIBRESWAN: tuple[Row, ...] = (
    ("ike.mode", "main", "aggressive=no"),
    ("ike.lifetime_s", 28800, "ikelifetime=8h"),
    ("esp.lifetime_s", 28800, "salifetime=8h"),
    ("esp.mode", "tunnel", "type=tunnel"),
    ("esp.protocol", "esp", "phase2=esp"),
    ("initiates", "no", "auto=ignore"),
    ("nat_traversal", True, "encapsulation=auto"),
    ("dpd.enabled", False, "dpddelay=0"),
)
OPENIKED: tuple[Row, ...] = (
    ("initiates", "no", "passive"),
    ("esp.protocol", "esp", "esp"),
    ("esp.mode", "tunnel", "tunnel"),
    ("ike.lifetime_s", 0, "ikelifetime 0: no rekey"),
    ("esp.lifetime_s", 10800, "lifetime 3h"),
    ("esp.lifetime_kb", 4 * 2**20, "bytes 4G"),
    ("nat_traversal", True, "on"),
)
FORTIGATE_PHASE1: tuple[Row, ...] = (
    ("ike.version", "ikev1", "ike-version 1"),
    ("ike.mode", "main", "mode main"),
    ("ike.lifetime_s", 86400, "keylife 86400"),
    ("auth.method", "psk", "authmethod psk"),
    ("nat_traversal", True, "nattraversal enable"),
    ("dpd.enabled", True, "dpd on-demand"),
    ("ike.dh_groups", ("MODP_2048", "MODP_1536"), "dhgrp 14 5"),
)
FORTIGATE_PHASE2: tuple[Row, ...] = (
    ("esp.lifetime_s", 43200, "keylifeseconds 43200"),
    ("esp.mode", "tunnel", "encapsulation tunnel-mode"),
    ("esp.protocol", "esp", "ESP"),
    ("esp.pfs_groups", ("MODP_2048", "MODP_1536"), "pfs enable, dhgrp 14 5"),
)
JUNIPER: tuple[Row, ...] = (
    ("ike.mode", "main", "mode main"),
    ("esp.protocol", "esp", "protocol esp"),
    ("esp.mode", "tunnel", "tunnel mode"),
    ("nat_traversal", True, "NAT-T on"),
    ("dpd.enabled", False, "no dead-peer-detection"),
)
