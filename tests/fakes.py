"""The ports in memory: they keep state, and the contracts the real ones keep."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.errors import SheetChanged
from sync.model.cells import Cell, Edit, EmptyResult, NoteEdit, Sheet, Tab, Value
from sync.model.documents import Audience, Before, Document, Kind, Placed, Publication
from sync.model.mail import Message
from sync.ports import Handing, unheard


class MemorySpreadsheet:
    """A spreadsheet in memory; ``type_in`` is what staff do to it."""

    def __init__(self, *tabs: Tab) -> None:
        self.links: dict[Cell, Cell | str] = {}
        self._notes = {cell: note for tab in tabs for cell, note in tab.notes.items()}
        self._changes = 0
        self._tabs: dict[str, dict[tuple[int, int], Value]] = {
            tab.title: {
                (row, column): value
                for row, values in enumerate(tab.rows, 1)
                for column, value in enumerate(values, 1)
            }
            for tab in tabs
        }

    @property
    def link(self) -> str:
        return "memory://spreadsheet"

    def type_in(self, cell: Cell, value: Value) -> None:
        self._put(cell, value)
        self._changes += 1

    def note_on(self, cell: Cell, text: str | None) -> None:
        self._hang(cell, text)
        self._changes += 1

    def read(self) -> Sheet:
        tabs = tuple(
            Tab(title, _rows(cells), self._notes_of(title), links=self._links_of(title))
            for title, cells in self._tabs.items()
        )
        return Sheet(tabs, revision=str(self._changes))

    def cell_link(self, cell: Cell) -> str | None:
        return f"memory://spreadsheet/{cell.tab}/{cell.a1}"

    def editor(self) -> str:
        return "พี่แดง"

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if not edits:
            return seen.revision
        if seen.revision != str(self._changes):
            raise SheetChanged(self.link)
        if unexpected := self.read().unexpected(edits):
            raise SheetChanged(str(unexpected))
        for edit in edits:
            if isinstance(edit, NoteEdit):
                self._hang(edit.cell, edit.new)
                continue
            self._put(edit.cell, edit.new)
            self.links.pop(edit.cell, None)
            if edit.link is not None:
                self.links[edit.cell] = edit.link
        self._changes += 1
        return str(self._changes)

    def keep(self, titles: Sequence[str], name: str) -> str:
        for title in titles:
            cells, copy = dict(self._tabs.get(title, {})), f"{title} {name}"
            number = 1
            while self._tabs.get(copy, cells) != cells:
                number += 1
                copy = f"{title} {name} ({number})"
            if cells:
                self._tabs[copy] = cells
        return self.link

    def _notes_of(self, title: str) -> Mapping[Cell, str]:
        return {cell: note for cell, note in self._notes.items() if cell.tab == title}

    def _links_of(self, title: str) -> Mapping[Cell, str]:
        return {
            cell: link
            for cell, link in self.links.items()
            if cell.tab == title and isinstance(link, str)
        }

    def _hang(self, cell: Cell, text: str | None) -> None:
        if text is None:
            self._notes.pop(cell, None)
        else:
            self._notes[cell] = text

    def _put(self, cell: Cell, value: Value) -> None:
        is_empty = value == "" and not isinstance(value, EmptyResult)
        kept = None if is_empty else value
        self._tabs.setdefault(cell.tab, {})[(cell.row, cell.column)] = kept


def _rows(cells: dict[tuple[int, int], Value]) -> tuple[tuple[Value, ...], ...]:
    filled = {place: value for place, value in cells.items() if value is not None}
    return tuple(
        tuple(filled.get((row, column)) for column in range(1, _width(filled, row) + 1))
        for row in range(1, max((row for row, _ in filled), default=0) + 1)
    )


def _width(filled: Mapping[tuple[int, int], Value], row: int) -> int:
    return max((column for at, column in filled if at == row), default=0)


class MemoryDocuments:
    """Documents in memory, by their file name; ``published`` is every publishing."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.published: list[Document] = []
        self.shared: Audience | None = None
        self.admitted: list[tuple[str, bool]] = []
        self.approvals: set[str] = set()

    def audience(self, link: str) -> Audience | None:  # noqa: ARG002
        return self.shared

    def approved(self, link: str) -> bool:
        return link in self.approvals

    def admit(self, link: str, address: str, *, notify: bool) -> None:  # noqa: ARG002
        self.admitted.append((address, notify))

    def publish(
        self,
        document: Document,
        before: Before | None = None,  # noqa: ARG002
    ) -> Placed:
        name = f"{document.key}.{document.kind}"
        self.contents[name] = document.content
        self.published.append(document)
        return Placed(self._link(name))

    def intact(
        self,
        published: Sequence[Publication],
        soon: Collection[str] = (),  # noqa: ARG002
    ) -> frozenset[str]:
        there = frozenset(map(self._link, self.contents))
        return there & {known.link for known in published}

    def stands(self, key: str, home: str | None) -> bool:
        return self.find(key, Kind.WORD, home) is not None

    def read(self, link: str) -> bytes | None:
        return self.contents.get(link.removeprefix("memory://documents/"))

    def pdf_link(self, link: str) -> str:
        return f"{link}?pdf"

    def find(
        self,
        key: str,
        kind: Kind = Kind.WORD,
        home: str | None = None,  # noqa: ARG002
    ) -> str | None:
        name = f"{key}.{kind}"
        return self._link(name) if name in self.contents else None

    def _link(self, name: str) -> str:
        return f"memory://documents/{name}"


class MemoryPdf:
    """A PDF maker that says what it was given; none at all while ``broken``."""

    def __init__(self, *, thai_digits: bool = False) -> None:
        self.thai_digits = thai_digits
        self.broken = False
        self.made: list[str] = []

    def make(self, document: Document, link: str) -> bytes | None:  # noqa: ARG002
        if self.broken:
            return None
        self.made.append(document.key)
        return b"%PDF of " + document.digest.encode()


class MemoryMail:
    """Mail in memory; the same message handed over again is still one."""

    def __init__(self) -> None:
        self._delivered: dict[str, Message] = {}

    @property
    def delivered(self) -> tuple[Message, ...]:
        return tuple(self._delivered.values())

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        handing(draft)
        self._delivered[message.message_id] = message

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        return message.message_id in self._delivered

    def discard(self, draft: str) -> None:
        """There is none."""

    def close(self) -> None:
        pass


@dataclass
class FixedClock:
    """A clock that stands still until it is moved."""

    time: datetime

    def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by
