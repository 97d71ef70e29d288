"""What a person at a terminal sees, line by line; a pipe gets the same as plain lines."""

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from rich import box
from rich.console import Console, JustifyMethod, RenderableType
from rich.status import Status
from rich.table import Table
from rich.text import Text

from sync.cli.wrapping import wrap
from sync.errors import Tellable
from sync.messages import Words
from sync.thai.folding import shorten, visible, width

_GAP = 3
"""Columns between two of a table."""
_LEAST_ROOM = 20
_HANGING = 2
"""Spaces by which what a line goes on with stands behind its beginning."""


def plain(text: str, style: str = "") -> Text:
    """Return a text without markup, and without what the terminal would obey."""
    return Text(visible(text), style=style)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=False)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where results are shown, and in which language."""

    words: Words
    out: Console = field(default_factory=_console)

    def line(self, text: str, style: str = "") -> None:
        """Show one line as it is."""
        if self.out.is_terminal:
            said = text.replace("\t", "  ")
            hanging = len(said) - len(said.lstrip(" ")) + _HANGING
            for line in wrap(visible(said), self.out.width, hanging):
                # markup is off: text from the sheet is text
                self.out.print(Text(line, style), soft_wrap=True)
        else:
            # one line: what a program reads line by line must not be forged
            self.out.file.write(f"{' '.join(visible(text).split(chr(10)))}\n")

    def lines(self, text: str, style: str = "") -> None:
        """Show a text of the worker's own that may have several lines, as a list has."""
        for line in text.splitlines():
            self.line(line, style)

    def facts(self, *facts: tuple[str, str]) -> None:
        """Show what things are, each by its name in ``config/messages``."""
        self.line("")
        for name, text in facts:
            label = self.words.say(f"terminal.{name}") if name else ""
            if self.out.is_terminal:
                grid = Table.grid(padding=(0, 2))
                grid.add_column(width=10)
                grid.add_row(plain(label, "bold"), Text(visible(text), overflow="fold"))
                self.out.print(grid)
            elif label:
                self.line(f"{label}\t{text}")
            else:
                self.line(text)

    def rows(self, title: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Show a title and rows below it, each as wide as somebody reads."""
        self.line("")
        self.line(title, style="bold")
        for row in rows:
            self.line("  " + "  ".join(shorten(" ".join(c.split()), 60) for c in row))

    def table(
        self,
        titles: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        *,
        wide: int,
        numbers: Collection[int] = (),
    ) -> None:
        """Show a table.

        Args:
            titles: of its columns.
            rows: their cells.
            wide: the column that takes the room there is, and is shortened to it.
            numbers: the columns that are numbers.
        """
        if not self.out.is_terminal:
            for row in (tuple(titles), *rows):
                self.line("\t".join(" ".join(cell.split()) for cell in row))
            return
        every = (tuple(titles), *rows)
        others = (at for at in range(len(titles)) if at != wide)
        taken = sum(max(width(row[at]) for row in every) + _GAP for at in others)
        # shortened here: a table that folds cuts letters from their marks
        room = max(self.out.width - taken - _GAP, _LEAST_ROOM)
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
        for at, title in enumerate(titles):
            justify: JustifyMethod = "right" if at in numbers else "left"
            table.add_column(plain(title), justify=justify, no_wrap=True)
        for row in rows:
            cells = (shorten(c, room) if at == wide else c for at, c in enumerate(row))
            table.add_row(*map(plain, cells))
        self.out.print(table)


@cache
def _errors() -> Console:
    """Return stderr: one for all, so that what is said stands above the stage at work."""
    return Console(stderr=True, highlight=False)


def show_stop(stop: Tellable, words: Words) -> None:
    """Say on stderr what happened and what to do about it."""
    says, cure = words.say_stop(stop)
    console = _errors()
    wide = console.width if console.is_terminal else sys.maxsize
    for mark, style, said in (("✗ ", "bold red", says), ("  → ", "bold", cure)):
        for line in wrap(visible(mark + said), wide, len(mark)):
            shown = Text(line)
            shown.stylize(style, 0, len(mark))
            console.print(shown, soft_wrap=True)


def show_wait(stop: Tellable | None, until: datetime, words: Words) -> None:
    """Say on stderr that Google does not answer yet, and until when it is tried."""
    says = words.say_stop(stop)[0] if stop else words.say("terminal.google_slow")
    said = words.say("terminal.google_waits", says=says, until=f"{until:%H:%M:%S}")
    console = _errors()
    console.print(plain(said, "yellow"), soft_wrap=not console.is_terminal)


@contextmanager
def progress(words: Words) -> Iterator["StageLine"]:
    """Show the stage at work on stderr, where there is somebody to see it."""
    console = _errors()
    if not console.is_terminal:
        yield StageLine(words, None)
        return
    with console.status(Text("")) as status:
        yield StageLine(words, status)


@dataclass(frozen=True, slots=True)
class StageLine:
    """Told of each stage, shows its name."""

    words: Words
    status: Status | None

    def __call__(self, stage: str) -> None:
        """Show that a stage begins."""
        if self.status:
            shown: RenderableType = Text(self.words.say(f"stages.{stage}") + "…")
            self.status.update(shown)
