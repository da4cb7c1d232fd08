[admin@MikroTik] > /ip ipsec export
# nov/23/2026 by RouterOS 6.48
/ip ipsec profile
set [ find default=yes ] enc-algorithm=aes-128
add dh-group=modp2048 enc-algorithm=aes-256 hash-algorithm=sha256 lifetime=8h \
    name=ali
/ip ipsec peer
add address=203.0.113.10/32 exchange-mode=ike2 local-address=198.51.100.20 \
    name=aliyun profile=ali
/ip ipsec proposal
set [ find default=yes ] auth-algorithms=sha256 enc-algorithms=aes-256-cbc pfs-group=modp2048
add name=p2 auth-algorithms=sha1 enc-algorithms=aes-128-cbc lifetime=1h pfs-group=none
/ip ipsec identity
add my-id=fqdn:branch.example.com peer=aliyun secret="top secret"
/ip ipsec policy
add dst-address=172.16.0.0/16 peer=aliyun proposal=p2 src-address=192.168.10.0/24 tunnel=yes
