"""Evidence: the addresses in a cell, which reports show, and what else stands there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sync.thai.folding import only_signs

_HOST = r"(?:www\.(?:[a-z0-9-]+\.)+[a-z]{2,}|(?:[a-z0-9-]+\.)+(?:(?:go|or|ac|in|co)\.th|com|net|org))"
_BARE = rf"(?<![\w@./:\\-]){_HOST}/(?=[^\s<>\"'“”|])"
_LINK = re.compile(
    rf"(?:https?://|{_BARE})(?:(?![,;]https?://)[^\s<>\"'“”|])+", re.IGNORECASE
)
"""Up to a space, or to another one that a comma joins to it.

A host with a path is one too: browsers open it, and sheets make a link of it.
"""
_WITH_SCHEME = re.compile("https?://", re.IGNORECASE)
_AFTER_LINKS = ".,;:!?)]}’”'\""
_ADDRESS = re.compile(
    r"(?:www\.|ftp:|file:|[a-z]:\\|\\\\)\S"
    r"|(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,}/\S|go\.th|or\.th|ac\.th|com|net|org)"
    r"|\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|zip|rar|mp4)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(?:[-–—•●*]|\(?[\d๐-๙]{1,2}[.)])?\s*")
_CAPTION = re.compile(r"[\s.,;:!?)\]}’”'\"]*(?:[(\[{–—:=“\"-]|\|\s)")
"""How words begin that stand behind a link and do not go on from it."""
_JOINS = re.compile(r"[\s.,;]*(?:และ|หรือ|กับ|and|or)?[\s.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unshown:
    """Words of a cell of evidence that are no link: ``line`` of it, counted from 1.

    ``goes_on``: they stand right behind a link, which a space may have cut off.
    ``is_address``: they are an address or a file, but none that opens for everybody.
    """

    line: int
    text: str
    goes_on: bool = False
    is_address: bool = False


def is_link(text: str) -> bool:
    """Whether all of a text is an address, with its scheme."""
    return bool(_WITH_SCHEME.match(text) and _LINK.fullmatch(text))


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses in a text, each once and as a browser takes it."""
    found = (_opened(link.rstrip(_AFTER_LINKS)) for link in _LINK.findall(text))
    return tuple(dict.fromkeys(found))


def _opened(link: str) -> str:
    return link if _WITH_SCHEME.match(link) else f"http://{link}"


def unshown_in(text: str) -> Iterator[Unshown]:
    """Yield what stands in a text besides its links, line by line."""
    for number, line in enumerate(text.splitlines(), 1):
        ends = 0
        for match in _LINK.finditer(line):
            if not _JOINS.fullmatch(before := line[ends : match.start()]):
                yield from _words(number, before, behind=False)
            ends = match.end()
        yield from _words(number, line[ends:], behind=bool(ends))


def _words(number: int, text: str, *, behind: bool) -> Iterator[Unshown]:
    said = text.strip()
    is_address = bool(_ADDRESS.search(text))
    if behind and not only_signs(text) and not _CAPTION.match(text):
        yield Unshown(number, said, goes_on=True, is_address=is_address)
    elif not only_signs(_MARK.sub("", text, count=1)):
        yield Unshown(number, said, is_address=is_address)
