"""XML elements: parsed with care, added where they belong."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives it no public name


def parse_xml(content: bytes) -> Element:
    """Parse XML that may come from anybody: no entities, no network, no DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return _without_doctype(etree.fromstring(content, parser))


def iterate_xml(
    content: bytes, *tags: str, events: Sequence[str] = ("end",)
) -> "etree.iterparse":
    """Parse XML with the same care, piece by piece.

    Args:
        content: the document.
        tags: those of the elements to yield; all, if none is named.
        events: when to yield them.

    Returns:
        An iterator over events with their elements.
    """
    return etree.iterparse(
        BytesIO(content),
        events=events,
        tag=tags or None,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )


def _without_doctype(root: Element) -> Element:
    about: Any = root.getroottree().docinfo  # its stubs know no doctype
    if about.doctype:
        raise ValueError("a document type declaration")
    return root


def mended_xml(content: bytes) -> Element | None:
    """Parse XML as far as it can be read, for what no value hangs on."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root: Element | None = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return None if root is None else _without_doctype(root)


def to_bytes(root: Element) -> bytes:
    """Return the whole document, as Office writes its own."""
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )


def new_root(namespace: str, name: str, **prefixes: str) -> Element:
    """Make a document's root element, its namespace without a prefix."""
    declared = "".join(f' xmlns:{key}="{uri}"' for key, uri in prefixes.items())
    return etree.fromstring(f'<{name} xmlns="{namespace}"{declared}/>')


def add(
    parent: Element,
    tag: str,
    attributes: Mapping[str, str] | None = None,
    *,
    at: int | None = None,
) -> Element:
    """Add a child at the end, or at a place; prefixes are those in use around it."""
    child = etree.SubElement(parent, tag, dict(attributes or {}))
    if at is not None:
        parent.insert(at, child)
    return child


def drop_attributes(element: Element, *names: str) -> None:
    """Take attributes away, where they are."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def whole(text: str | None, otherwise: int = 0) -> int:
    """Read a whole number as programs write it, ``3.0`` too."""
    try:
        return int(float(text or otherwise))
    except (ValueError, OverflowError):
        return otherwise
