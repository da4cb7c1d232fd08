"""Finds Alibaba Cloud's connections in any text: JSON, XML, HCL, tfstate, YAML, command lines, query strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kbapp.gateways.readers.hcl import Terraform, read_terraform
from kbapp.gateways.readers.listing import plain_lines
from kbapp.gateways.readers.loose import read_loose
from kbapp.gateways.readers.named_paths import read_options, read_query, tree_of
from kbapp.gateways.readers.tree import Node, embedded_json, read_json
from kbapp.gateways.readers.xml import read_xml
from kbapp.gateways.readers.yaml_lines import read_yaml
from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

IKE, IPSEC = ("tunnelikeconfig", "ikeconfig"), ("tunnelipsecconfig", "ipsecconfig")
MOST = 5_000
TUNNELS = ("tunneloptionsspecification", "tunneloptionsspecifications", "tunnelsconfig", "tunneloptions")

RESOURCES = re.compile(
    r"(?:alicloud|alibabacloudstack|apsarastack)_(?:vpn_connection|vpn_gateway_vpn_attachment|vpngateway_vpnconnection)"
)
_HEAD = re.compile(rf'resource\s+"{RESOURCES.pattern}"|module\s+"[^"\n]+"\s*\{{')
_OPTIONS = re.compile(r"--(?:IkeConfig|ike-config|TunnelOptionsSpecification|tunnel-options-specification)\b")
_QUERY = re.compile(r"[?&](?:IkeConfig|TunnelOptionsSpecification[.%])|Action=\w*Vpn(?:Connection|Attachment)")
_YAML = re.compile(
    r"^[ \t]*(?:- )?['\"]?(?:[tT]unnel_?)?[iI]ke_?[cC]onfig['\"]?:[ \t]*(?:[|>!].*)?$|Type:[ \t]*['\"]?ALIYUN::VPC::",
    re.MULTILINE,
)
_ROOT = re.compile(r"<(\w*VpnConnection\w*|\w*VpnAttachment\w*|IkeConfig)\b[^>]*>")
_COPIES = ("resourcechanges", "configuration", "priorstate", "relevantattributes")
"""Parts of a plan that say the same a second time."""


@dataclass(slots=True)
class Document:
    """What a text holds: its connections, and the addresses of the gateways beside them by their ids."""

    connections: list[tuple[Node, str | None, bool]] = field(default_factory=list)
    """(connection, its name where the text has one, written from the other end's point of view?)"""
    addresses: dict[str, Node] = field(default_factory=dict)


def read_document(text: str) -> Document:
    """Raises `UnreadableError` where the text has the look of a connection and cannot be read."""
    body = text.lstrip("\ufeff \t\r\n")
    offset = text[: len(text) - len(body)].count("\n")
    failure: UnreadableError | None = None
    if body.startswith(("{", "[", "<")):
        try:
            found = _in_tree(_shifted(read_xml(body) if body[0] == "<" else read_json(body), offset))
        except UnreadableError as error:
            failure = error
        else:
            if found.connections:
                return _bounded(found)
    cleaned = "\n".join(line.text for line in plain_lines(text))
    for read in _fitting(cleaned):
        try:
            found = read(cleaned)
        except UnreadableError as error:
            failure = failure or error
            continue
        if found.connections:
            return _bounded(found)
    if failure is not None:
        raise failure
    return Document()


def _bounded(found: Document) -> Document:
    if len(found.connections) > MOST:
        raise UnreadableError(Text(f"连接过多（超过 {MOST} 个）", f"too many connections (more than {MOST})"))
    return found


def _fitting(text: str) -> Iterator[Callable[[str], Document]]:
    """The ways to read a text that its marks speak for, the surest first."""
    if _HEAD.search(text):
        yield lambda text: _terraform(read_terraform(text))
    if _OPTIONS.search(text):
        yield lambda text: _command(read_options(text))
    if _QUERY.search(text):
        yield lambda text: _command(read_query(text))
    if _ROOT.search(text):
        yield _cut_xml
    if _YAML.search(text):
        yield lambda text: _in_tree(read_yaml(text))
        yield _flat
    yield lambda text: _in_tree(read_loose(text))
    yield _flat


def _shifted(tree: Node, offset: int) -> Node:
    if offset:
        for node in tree.walk():
            node.line = node.line + offset if node.line else None
    return tree


def _cut_xml(text: str) -> Document:
    """The document between the first known tag and the end of it, whatever stands around."""
    head = _ROOT.search(text)
    if head is None:
        return Document()
    end = text.rfind(f"</{head[1]}>")
    cut = text[head.start() : end + len(head[1]) + 3] if end > 0 else text[head.start() :]
    return _in_tree(_shifted(read_xml(cut), text.count("\n", 0, head.start())))


def _command(tree: Node) -> Document:
    return Document([(tree, None, False)]) if tree.child(*IKE, *TUNNELS) else Document()


def _terraform(found: Terraform) -> Document:
    document = Document()
    for kind, name, body in found.resources:
        address = body.child("ipaddress")
        if kind.endswith("vpn_customer_gateway") and address is not None:
            document.addresses[f"{kind}.{name}"] = found.resolved(address)
    for kind, name, body in found.resources:
        if RESOURCES.fullmatch(kind):
            document.connections.append((found.filled(body), name, False))
    for name, body in found.modules:
        inside = _in_tree(found.filled(body))
        document.connections += [(node, title or name, mirrored) for node, title, mirrored in inside.connections]
    return document


def _in_tree(tree: Node) -> Document:
    """Every object that holds a phase-1 block or tunnels, outermost first."""
    document = Document()
    stack: list[tuple[str, Node, str | None]] = [("", tree, None)]
    while stack:
        key, node, name = stack.pop()
        if any(below.startswith(("ikeconfig0", "tunneloptionsspecification0")) for below, _ in node.children):
            node = tree_of((child.title, child.text() or "", child.line or 1) for _, child in node.children)
        _note_addresses(document.addresses, node, name)
        if not node.is_list and _filled(node):
            mirrored = node.child("local") is not None and node.child("remote") is not None
            document.connections.append((node, name, mirrored))
        else:
            given = node.child("name")
            own = given.text() if given else None
            below = [(k, c, _title(key, own, k, c, name)) for k, c in node.children if k not in _COPIES]
            stack.extend((k, _opened(c), title) for k, c, title in reversed(below))
    return document


def _filled(node: Node) -> bool:
    """Does it hold a phase-1 block, or tunnels, with something in it?"""
    return any(key in IKE + TUNNELS and (child.children or child.text()) for key, child in node.children)


def _opened(node: Node) -> Node:
    """A whole response that stands in a string."""
    return embedded_json(node) if isinstance(node.scalar, str) and "IkeConfig" in node.scalar else node


def _title(outer: str, given: str | None, key: str, child: Node, name: str | None) -> str | None:
    """The logical name that a template, a state or a plan gives a resource."""
    if outer in ("resources", "connections") and child.title:
        return child.title.rpartition(".")[2]
    if key in ("instances", "values") and given:
        return given
    return name if key in ("properties", "attributes", "primary", "instances", "") else None


def _note_addresses(addresses: dict[str, Node], node: Node, name: str | None) -> None:
    address = node.child("ipaddress", "internetip")
    if address is None or node.child(*IKE) is not None:
        return
    for key in ("customergatewayid", "vpngatewayid", "vpninstanceid", "id"):
        child = node.child(key)
        text = child.text() if child else None
        if text:
            addresses.setdefault(text, address)
    if name:
        addresses.setdefault(name, address)


_LINE = re.compile(
    r"^[^\S\n]*[+~|*-]*\s*[\"']?(?:--)?(?P<key>[A-Za-z_]{3,30})[\"']?\s*[:=：]\s*[\"']?(?P<value>[^\"'{}\[\]\n]*?)[\"',]*\s*(?:\s[#/].*)?$"
)
_TOP = {
    "localsubnet",
    "remotesubnet",
    "enabledpd",
    "enablenattraversal",
    "effectimmediately",
    "name",
    "vpnconnectionid",
    "vpnconnectionname",
    "internetip",
    "customergatewayid",
}
_PHASE1 = {
    "psk",
    "ikeversion",
    "ikemode",
    "ikeencalg",
    "ikeauthalg",
    "ikepfs",
    "ikelifetime",
    "localid",
    "remoteid",
    "localidipsec",
}
_PHASE2 = {"ipsecencalg", "ipsecauthalg", "ipsecpfs", "ipseclifetime"}


def _flat(text: str) -> Document:
    """Known keys one a line, their nesting lost; a key that comes again begins the next connection."""
    document = Document()
    current = _Flat()
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        key = re.sub(r"[^a-z]", "", found["key"].lower()) if found else ""
        if found is None or key not in _TOP | _PHASE1 | _PHASE2:
            continue
        if key in current.seen:
            current.give(document)
            current = _Flat()
        current.put(key, Node(number, found["value"].strip()))
    current.give(document)
    return document


class _Flat:
    """One connection in the making."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._node, self._ike, self._ipsec = Node(1), Node(1), Node(1)

    def put(self, key: str, value: Node) -> None:
        self.seen.add(key)
        block = self._ike if key in _PHASE1 else self._ipsec if key in _PHASE2 else self._node
        block.children.append((key, value))

    def give(self, document: Document) -> None:
        if len(self.seen & (_PHASE1 | _PHASE2)) > 2:
            self._node.children += [("ikeconfig", self._ike), ("ipsecconfig", self._ipsec)]
            document.connections.append((self._node, None, False))
