"""The closed words of the contract, as a person reads them."""

from __future__ import annotations

from kbapp.model.text import Text

CERTAINTY: dict[str, Text] = {
    "certain": Text("确定", "certain"),
    "likely": Text("可能", "likely"),
    "unknown": Text("未找到原因", "no cause found"),
    "healthy": Text("正常", "healthy"),
    "not-ipsec": Text("不是 IPsec 日志", "not an IPsec log"),
}
STATUS: dict[str, Text] = {
    "match": Text("= 一致", "= match"),
    "mismatch": Text("≠ 不一致", "≠ mismatch"),
    "note": Text("≈ 有差异，不影响", "≈ differs, works"),
    "missing": Text("∅ 缺失", "∅ missing"),
    "unverifiable": Text("? 无法核对", "? cannot verify"),
}
SEVERITY: dict[str, Text] = {
    "phase1": Text("第一阶段失败", "fails in phase 1"),
    "phase2": Text("第二阶段失败", "fails in phase 2"),
    "rekey": Text("重协商时失败", "breaks at rekey"),
    "one-direction": Text("只有一侧发起时才成功", "works only when one side initiates"),
    "traffic": Text("隧道已建立但流量受影响", "tunnel up, traffic affected"),
    "note": Text("提示", "note"),
}
OUTCOME: dict[str, Text] = {
    "up": Text("协商成功", "comes up"),
    "phase1_failed": Text("第一阶段失败", "phase 1 fails"),
    "phase2_failed": Text("第二阶段失败", "phase 2 fails"),
    "rekey_failed": Text("重协商失败", "rekey fails"),
    "unknown": Text("无法判断", "cannot be told"),
}
CHANGE_SIDE: dict[str, Text] = {
    "local": Text("在本端修改", "change this side"),
    "peer": Text("在对端修改", "change the other side"),
    "either": Text("任一端修改均可", "change either side"),
    "both": Text("两端都要修改", "change both sides"),
}
CERTAIN_FACT: dict[str, Text] = {
    "documented": Text("有文档依据", "documented"),
    "measured": Text("实测", "measured"),
    "unverified": Text("未经证实，请先核对", "not confirmed: check it first"),
}
