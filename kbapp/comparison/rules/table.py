"""All rules, in the form's order."""

from kbapp.comparison.rules import connection, liveness, phase1, phase2, traffic
from kbapp.comparison.rules.entry import Rule
from kbapp.model.transforms import TransformKind

RULES: tuple[Rule, ...] = (
    Rule("local.address", connection.local_address),
    Rule("remote.address", connection.remote_address),
    Rule("local.id", connection.local_id, eager=True),
    Rule("remote.id", connection.remote_id, eager=True),
    Rule("auth.method", connection.auth_method),
    Rule("auth.psk", connection.psk),
    Rule("initiates", connection.initiates),
    Rule("ike.version", phase1.version),
    Rule("ike.mode", phase1.mode),
    Rule("ike.encryption", phase1.transform(TransformKind.ENCR)),
    Rule("ike.integrity", phase1.transform(TransformKind.INTEG)),
    Rule("ike.prf", phase1.transform(TransformKind.PRF)),
    Rule("ike.dh_groups", phase1.transform(TransformKind.DH)),
    Rule("ike.proposals", phase1.proposals),
    Rule("ike.lifetime_s", phase1.lifetime),
    Rule("esp.protocol", phase2.protocol),
    Rule("esp.mode", phase2.encapsulation),
    Rule("esp.encryption", phase2.transform(TransformKind.ENCR)),
    Rule("esp.integrity", phase2.transform(TransformKind.INTEG)),
    Rule("esp.pfs_groups", phase2.pfs),
    Rule("esp.esn", phase2.transform(TransformKind.ESN)),
    Rule("esp.proposals", phase2.proposals),
    Rule("esp.lifetime_s", phase2.lifetime),
    Rule("esp.lifetime_kb", phase2.lifetime_kb),
    Rule("local.subnets", traffic.local_subnets),
    Rule("remote.subnets", traffic.remote_subnets),
    Rule("dpd.enabled", liveness.dpd),
    Rule("dpd.interval_s", liveness.dpd_interval),
    Rule("nat_traversal", liveness.nat_traversal),
)
