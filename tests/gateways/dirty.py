"""What happens to a configuration between the device and the program: the same text, pasted by hand in many ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kbapp.model.gateway import Gateway

PAGER = "  ---- More ----\x1b[42D" + " " * 42 + "\x1b[42D"


def flat(text: str) -> str:
    """The indentation is lost."""
    return "\n".join(line.strip() for line in text.splitlines())


def paged(text: str) -> str:
    """The terminal stopped every few lines, in the middle of sections too."""
    lines = text.splitlines()
    return "\n".join(PAGER + line if index % 7 == 5 else line for index, line in enumerate(lines))


def paged_alone(text: str) -> str:
    """The pager's mark kept a line to itself."""
    lines = []
    for index, line in enumerate(text.splitlines()):
        lines += ["---- More ----" if index % 2 else "<--- More --->"] * (index % 5 == 4) + [line]
    return "\n".join(lines)


def full_width(text: str) -> str:
    """A Chinese input method wrote the marks (ASCII letters, digits and marks have full-width forms)."""
    wide = {ord(mark): ord(mark) + 0xFEE0 for mark in "-./:,"}
    return "\n".join(
        line.translate(wide).replace(" ", "　") if index % 3 == 0 else line
        for index, line in enumerate(text.splitlines())
    )


def spaced(text: str) -> str:
    """A chat put an empty line after each line and blanks at the ends."""
    return "\n\n".join(line + "  " for line in text.splitlines())


def tabbed(text: str) -> str:
    return re.sub(r"^ +", "\t", text, flags=re.MULTILINE)


ALWAYS: Mapping[str, Callable[[str], str]] = {
    "flat": flat,
    "paged": paged,
    "paged alone": paged_alone,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "bom": lambda text: "\ufeff" + text,
    "full width": full_width,
    "tabs": tabbed,
    "spaced, flat": lambda text: spaced(flat(text)),
    "deeper": lambda text: "\n".join("    " + line for line in text.splitlines()),
}
"""What any platform's text must survive."""

_VIEWS = (
    (r"(ike|ikev2) (proposal|peer|keychain|profile|policy) (\S+).*", r"\1-\2-\3"),
    (r"ipsec policy (\S+) (\d+) (isakmp|manual).*", r"ipsec-policy-\3-\1-\2"),
    (r"ipsec policy-template (\S+) (\d+).*", r"ipsec-policy-template-\1-\2"),
    (r"ipsec (proposal|transform-set) (\S+).*", r"ipsec-\1-\2"),
    (r"ipsec profile (\S+) isakmp", r"ipsec-profile-isakmp-\1"),
    (r"ipsec profile (\S+).*", r"ipsec-profile-\1"),
    (r"acl (?:number |advanced )?(\d+).*", r"acl-adv-\1"),
    (r"acl name (\S+).*", r"acl-adv-\1"),
    (r"interface (\S+).*", r"\1"),
    (r"ip address-set (\S+) type object", r"object-address-set-\1"),
    (r"object-group ip address (\S+)", r"obj-grp-ip-\1"),
)


def typed_vrp(text: str, host: str = "FW-HZ", *, sections: bool = True) -> str:
    """A session on VRP or Comware: `[FW-HZ-ike-peer-a] remote-address …`; each section left by `quit`."""
    lines, view = [f"<{host}>system-view"], ""
    for raw in text.splitlines():
        line = raw.strip()
        if line in ("#", "quit", ""):
            lines += [f"[{host}{view}]quit"] if view and line != "" else []
            view = "" if line != "" else view
            continue
        opened = next((re.sub(p, t, line) for p, t in _VIEWS if re.fullmatch(p, line)), None)
        at_root = not raw.startswith(" ") and opened is not None
        lines.append(f"[{host}{'' if at_root or not sections else view}]{line}")
        view = f"-{opened}" if at_root else view
    return "\n".join([*lines, f"[{host}]"])


_MODES = (
    (r"crypto isakmp policy .*", "config-isakmp"),
    (r"crypto ikev1 policy .*", "config-ikev1-policy"),
    (r"crypto ikev2 (proposal|policy|keyring|profile) .*", r"config-ikev2-\1"),
    (r"crypto ipsec transform-set .*", "cfg-crypto-trans"),
    (r"crypto map \S+ \d+ ipsec-isakmp.*", "config-crypto-map"),
    (r"crypto ipsec profile .*", "ipsec-profile"),
    (r"crypto keyring .*", "conf-keyring"),
    (r"crypto isakmp profile .*", "conf-isa-prof"),
    (r"interface .*", "config-if"),
    (r"ip access-list extended .*", "config-ext-nacl"),
    (r"tunnel-group \S+ ipsec-attributes", "config-tunnel-ipsec"),
    (r"object(-group)? network .*", "config-network"),
)


def typed_cisco(text: str, host: str = "R1") -> str:
    """A session on IOS or ASA: `R1(config-isakmp)# encr aes`."""
    lines, mode = [f"{host}#conf t", f"{host}(config)#"], "config"
    for raw in text.splitlines():
        line = raw.strip()
        if line in ("!", "exit", ""):
            continue
        found = next((re.sub(p, t, line) for p, t in _MODES if re.fullmatch(p, line)), None)
        if not raw.startswith(" "):
            lines.append(f"{host}(config)# {line}")
            mode = found or "config"
        else:
            lines.append(f"{host}({mode})# {line}")
    return "\n".join([*lines, f"{host}(config)#end", f"{host}#show crypto ipsec sa"])


def values(gateway: Gateway) -> dict[str, Any]:
    """Every parameter with its value as the contract prints it."""
    return {name: value.as_json() for name, value in gateway.parameters.items()}


def explicit(gateway: Gateway) -> dict[str, Any]:
    """What stands in the text."""
    return {name: value.as_json() for name, value in gateway.parameters.items() if value.source == "explicit"}


def defaults(gateway: Gateway) -> dict[str, Any]:
    return {name: value.as_json() for name, value in gateway.parameters.items() if value.source == "default"}


def outline(gateways: list[Gateway]) -> list[tuple[str | None, dict[str, Any], tuple[tuple[str, str], ...]]]:
    """All that must be the same in a dirty paste (the lines' numbers may differ)."""
    return [(gateway.connection, values(gateway), gateway.selector_pairs) for gateway in gateways]


def strange(gateways: list[Gateway]) -> list[str]:
    """The remarks in English, without repeats."""
    return list(dict.fromkeys(remark.message.en for gateway in gateways for remark in gateway.remarks))
