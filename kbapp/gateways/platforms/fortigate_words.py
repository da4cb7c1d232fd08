"""The keys of FortiOS's phase1 and phase2 tables: every other one is reported."""

from __future__ import annotations

PHASE1 = frozenset(
    "type interface ike-version local-gw keylife authmethod authmethod-remote mode peertype net-device passive-mode "
    "exchange-interface-ip exchange-ip-addr4 exchange-ip-addr6 proposal dhgrp localid localid-type auto-negotiate "
    "negotiate-timeout fragmentation fragmentation-mtu dpd dpd-retrycount dpd-retryinterval comments npu-offload "
    "send-cert-chain suite-b wizard-type xauthtype nattraversal keepalive remote-gw remotegw-ddns psksecret "
    "psksecret-remote peerid peer peergrp ip-version local-gw6 remote-gw6 add-route add-gw-route idle-timeout "
    "idle-timeoutinterval ha-sync-esp-seqno rekey reauth enforce-unique-id fec-egress fec-ingress fec-base "
    "fec-codec fec-redundant fec-send-timeout fec-receive-timeout fec-health-check fec-mapping-profile encapsulation "
    "encapsulation-address encap-local-gw4 encap-remote-gw4 vni network-overlay network-id ip-fragmentation dns-mode "
    "default-gw default-gw-priority priority monitor monitor-min certificate signature-hash-alg "
    "rsa-signature-format rsa-signature-hash-override acct-verify ppk ppk-identity cert-id-validation "
    "cert-trust-store mesh-selector-type aggregate-member aggregate-weight tunnel-search childless-ike "
    "digital-signature-auth include-local-lan group-authentication fgsp-sync inbound-dscp-copy "
    "auto-discovery-sender auto-discovery-receiver auto-discovery-forwarder auto-discovery-psk "
    "auto-discovery-shortcuts auto-discovery-crossover auto-discovery-offer-interval "
    "auto-discovery-dialup-placeholder eap eap-identity eap-exclude-peergrp eap-cert-auth domain distance mode-cfg "
    "mode-cfg-allow-client-selector assign-ip assign-ip-from ipv4-start-ip ipv4-end-ip ipv4-netmask ipv4-dns-server1 "
    "ipv4-dns-server2 ipv4-dns-server3 ipv4-wins-server1 ipv4-wins-server2 ipv4-split-include ipv4-split-exclude "
    "ipv4-name ipv6-start-ip ipv6-end-ip ipv6-prefix ipv6-dns-server1 ipv6-dns-server2 ipv6-dns-server3 "
    "ipv6-split-include ipv6-split-exclude ipv6-name ipv6-auto-linklocal split-include-service unity-support "
    "save-password client-auto-negotiate client-keep-alive client-resume client-resume-interval banner "
    "internal-domain-list backup-gateway authusr authpasswd authusrgrp usrgrp forticlient-enforcement "
    "link-cost kms exchange-fgt-device-id ems-sn-check loopback-asymroute packet-redistribution esn qkd qkd-profile "
    "transport fortinet-esp fallback-tcp-threshold auto-transport-threshold dev-id dev-id-notification "
    "azure-ad-autoconnect remote-gw-match remote-gw-subnet remote-gw-start-ip remote-gw-end-ip remote-gw-country "
    "remote-gw-ztna-tags shared-idle-timeout addke1 addke2 addke3 addke4 addke5 addke6 addke7 uuid".split()
)
PHASE2 = frozenset(
    "phase1name proposal pfs dhgrp replay keepalive auto-negotiate add-route keylife-type keylifeseconds "
    "keylifekbs encapsulation protocol src-port dst-port src-addr-type dst-addr-type src-subnet dst-subnet "
    "src-name dst-name src-start-ip src-end-ip dst-start-ip dst-end-ip src-subnet6 dst-subnet6 src-start-ip6 "
    "src-end-ip6 dst-start-ip6 dst-end-ip6 src-name6 dst-name6 comments l2tp route-overlap single-source "
    "selector-match use-natip diffserv diffservcode inbound-dscp-copy auto-discovery-sender "
    "auto-discovery-forwarder ipv4-df initiator-ts-narrow dhcp-ipsec addke1 addke2 addke3 addke4 addke5 addke6 "
    "addke7 uuid".split()
)
