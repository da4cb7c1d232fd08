"""XML as a tree with line numbers, safe against entity bombs."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from kbapp.gateways.readers.tree import MAX_DEPTH, Node, squash
from kbapp.gateways.readers.xml_part import mended
from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text


def read_xml(text: str, key: Callable[[str], str] = squash) -> Node:
    """The document as a node with one child, the root element; raises `UnreadableError`.

    Attributes and child elements are children alike; an element without either is a scalar.
    """
    builder = _Builder(key)
    try:
        parseString(text.strip().encode(), builder)
    except DefusedXmlException as error:
        raise UnreadableError(Text("XML 含有实体定义，拒绝读取", "the XML defines entities and is refused")) from error
    except SAXException as error:
        raise UnreadableError(Text(f"不是有效的 XML：{error}", f"not valid XML: {error}")) from error
    return builder.document


def read_part(text: str, key: Callable[[str], str] = squash) -> Node:
    """Like `read_xml`, and a piece of a document too, with a terminal's marks around it."""
    text = text.lstrip("\ufeff")
    blank = len(text) - len(text.lstrip())
    padding = "\n" * text[:blank].count("\n")
    try:
        return _moved(read_xml(text, key), len(padding))
    except UnreadableError as error:
        if not isinstance(error.__cause__, SAXException) or isinstance(error.__cause__, DefusedXmlException):
            raise
    return read_xml(mended(text), key)


def _moved(document: Node, lines: int) -> Node:
    """The document with its lines counted from the text's first, blank ones too."""
    for node in document.walk() if lines else ():
        node.line = node.line + lines if node.line is not None else None
    return document


class _Builder(ContentHandler):
    """Turns SAX events into nodes."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key
        self.document = Node(1)
        self._open: list[tuple[Node, list[str]]] = [(self.document, [])]
        self._locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        if len(self._open) > MAX_DEPTH:
            raise UnreadableError(Text("XML 嵌套过深", "the XML is nested too deeply"))
        node = Node(self._locator.getLineNumber() if self._locator else None)
        node.children = [(self._key(attribute), Node(node.line, value)) for attribute, value in attrs.items()]
        self._open[-1][0].children.append((self._key(name.rpartition(":")[2]), node))
        self._open.append((node, []))

    def characters(self, content: str) -> None:
        self._open[-1][1].append(content)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        node, parts = self._open.pop()
        if not node.children:
            node.scalar = "".join(parts).strip()
