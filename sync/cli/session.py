"""Which office a command works for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sync.resources import CHECKOUT

if TYPE_CHECKING:
    from sync.errors import WorkerError

EXAMPLE_OFFICE = (CHECKOUT or Path.cwd()) / "office"

F = Callable[..., Any]


@dataclass(slots=True)
class Session:
    """Which office this process works for; known once the arguments are read."""

    folder: Path = EXAMPLE_OFFICE
    settings: Path | None = None
    """Where the language stands, if not in an office's own settings."""

    def at(self, office: Path | None) -> Path:
        """Take an ``--office`` if one was given, and return the office's folder."""
        self.folder = office or self.folder
        return self.folder

    @property
    def language(self) -> str:
        """The language people are told things in, Thai while its settings cannot be read."""
        from sync.paths import OfficePaths
        from sync.settings.office_file import language_of

        return language_of(self.settings or OfficePaths(self.folder).settings)

    @contextmanager
    def attended(self) -> Iterator[None]:
        """Have the person who gave the command hear soon of a Google that is away."""
        from sync.net.attended import attended

        with attended(self._say_that_it_waits):
            yield

    def _say_that_it_waits(self, stop: "WorkerError | None", seconds: float) -> None:
        from sync.adapters.clock import BangkokClock
        from sync.cli.terminal import show_wait
        from sync.messages import load_words

        until = BangkokClock().now() + timedelta(seconds=seconds)
        show_wait(stop, until, load_words(self.language))


def office_option(command: F) -> F:
    """Give a command the option that names the office's folder."""
    return click.option(
        "--office",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="โฟลเดอร์หน่วยงาน · the office's folder (office/)",
    )(command)


def json_option(command: F) -> F:
    """Give a command the option whose output is for programs: ``config/schemas``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="ผลเป็น JSON · as JSON, for programs"
    )(command)
