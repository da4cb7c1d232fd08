"""The causes as one clause of the summary: "phase 1 fails: no common DH group"."""

from __future__ import annotations

from kbapp.model.text import Text

PHRASES: dict[str | None, Text] = {
    "ike-version-mismatch": Text("IKE 版本不一致", "the IKE versions differ"),
    "ike-mode-mismatch": Text("协商模式不一致", "the negotiation modes differ"),
    "peer-address-mismatch": Text("对端公网地址配置不对", "a peer address is wrong"),
    "auth-method-mismatch": Text("认证方式不一致", "the authentication methods differ"),
    "psk-mismatch": Text("预共享密钥不一致", "the pre-shared keys differ"),
    "id-mismatch": Text("标识（LocalId/RemoteId）不匹配", "the identities do not match"),
    "ike-proposal-mismatch": Text("没有共同的 IKE 提议", "no common IKE proposal"),
    "ike-encryption-mismatch": Text("没有共同的 IKE 加密算法", "no common IKE encryption algorithm"),
    "ike-hash-mismatch": Text("没有共同的 IKE 认证算法", "no common IKE hash algorithm"),
    "ike-dh-mismatch": Text("没有共同的 DH 组", "no common DH group"),
    "lifetime-mismatch": Text("对端不接受更长的生存周期", "a strict peer refuses the longer lifetime"),
    "nat-t-mismatch": Text("有 NAT 而只有一端启用 NAT 穿越", "a NAT on the path and NAT traversal at one end only"),
    "traffic-selector-mismatch": Text("感兴趣流（网段）不匹配", "the protected subnets do not match"),
    "esp-proposal-mismatch": Text("没有共同的 IPsec 提议", "no common ESP proposal"),
    "esp-encryption-mismatch": Text("没有共同的 IPsec 加密算法", "no common ESP encryption algorithm"),
    "esp-integrity-mismatch": Text("没有共同的 IPsec 认证算法", "no common ESP integrity algorithm"),
    "pfs-mismatch": Text("PFS 不一致", "PFS differs"),
    "esn-mismatch": Text("扩展序列号设置不一致", "extended sequence numbers differ"),
    "security-protocol-mismatch": Text("ESP 与 AH 不一致", "ESP against AH"),
    "encapsulation-mode-mismatch": Text("隧道模式与传输模式不一致", "tunnel against transport mode"),
    "commit-bit-mismatch": Text("commit bit 不一致", "the commit bit is on at one end"),
    "ikev1-one-subnet-pair": Text("IKEv1 一个 SA 只通一对网段", "IKEv1 carries one pair of subnets only"),
    "multi-subnet-split": Text("多个网段中只有一部分通", "only some of the subnets pass"),
    None: Text("两端设置不相容", "the two ends' settings do not go together"),
}


def phrase(cause: str | None) -> Text:
    return PHRASES.get(cause) or Text.same(str(cause))
