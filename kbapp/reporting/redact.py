"""Takes secrets out of any text before it is shown, saved, copied or logged."""

from __future__ import annotations

import re
from functools import partial

MASK = "****"

_QUOTED_OR_WORD = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"',;}<]+)"""
_KEY_WORDS = (
    r"pre-?shared-?(?:key|secret)s?|pre_?shared_?(?:key|secret)|psk(?:secret)?|psksecret|ike_?psk|shared-?secret|"
    r"preshared-?key|pre-share-key|secret|passwd|password|passphrase|auth-?key"
)
_SPOKEN = r"pre-shared key|预共享密钥|共享密钥|密钥"
"""Words of a sentence: a key follows them only after a colon or an equals sign."""
_BETWEEN = r"(?:ascii-text|ascii|hexadecimal|hex|simple|cipher|plain|encrypted|local|remote|key|ENC|[0-8](?=\s))"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # JSON and HCL: "Psk": "…", psk = "…"
    (
        re.compile(rf"""(?i)(["']?(?<![a-z])(?:{_KEY_WORDS}|{_SPOKEN})["']?\s*[:=：]\s*)({_QUOTED_OR_WORD})"""),
        r"\1" + MASK,
    ),
    # XML: <pre-shared-key>…</pre-shared-key>
    (re.compile(rf"(?i)(<(?:{_KEY_WORDS})>)([^<]*)(?=</)"), r"\1" + MASK),
    # ipsec.secrets: … : PSK "…"
    (re.compile(rf"(:\s*PSK\s+)({_QUOTED_OR_WORD})"), r"\1" + MASK),
    # command lines: pre-shared-key [address A] [cipher|simple|0|6|ENC] …
    (
        re.compile(
            rf"(?i)\b((?:{_KEY_WORDS})\s+(?:address\s+\S+\s+(?:\S+\s+)?(?:key\s+)?)?(?:{_BETWEEN}\s+)*)"
            rf"(?![=:：*])({_QUOTED_OR_WORD})"
        ),
        r"\1" + MASK,
    ),
    (re.compile(rf"(?i)(\bcrypto isakmp key\s+(?:[06]\s+)?)({_QUOTED_OR_WORD})"), r"\1" + MASK),
    # StoneOS: pre-share "…" (elsewhere these words name the method, and end the line)
    (re.compile(rf"(?im)^([^\S\n]*(?:\S*[#>\]][^\S\n]*)?pre-share[^\S\n]+)({_QUOTED_OR_WORD})"), r"\1" + MASK),
    # iked -v prints the key in hex
    (re.compile(r"(?i)(\bpsk\s+0x)[0-9a-f]+"), r"\1" + MASK),
    (re.compile(r"%\^%#.*?%\^%#|\$c\$3\$\S+|\$9\$[^\s\";]+"), MASK),
    (re.compile(r"(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(-----END|\Z)", re.DOTALL), r"\1 " + MASK + r" \2"),
)

_PROSE = re.compile(
    r"(?i)(?:differs?|mismatch\w*|not|is|are|was|used|found|for|and|or|of|with|using|but|the|an?|id|authentication|"
    r"does|do|must|should|set|on|in|to|from|配置.*|不一致.*|不匹配.*|\(set\)|\*+)"
)
"""Words that follow "pre-shared key" in a sentence: no secrets."""
_CELLS = frozenset({"|", "—"})
"""What follows it in a row of a table."""


def redact(text: str) -> str:
    """The text with every pre-shared key, password and private key replaced by `****`."""
    for pattern, replacement in _RULES:
        text = pattern.sub(partial(_masked, replacement), text)
    return text


def _masked(replacement: str, found: re.Match[str]) -> str:
    secret = found[2] if found.re.groups >= 2 else ""
    if secret in _CELLS or (secret and _PROSE.fullmatch(secret.strip("\"'.:,"))):
        return found[0]
    return found.expand(replacement)
