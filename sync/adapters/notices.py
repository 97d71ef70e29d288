"""Notices: a sentence in a chat, by apprise, in a process of its own.

apprise knows a hundred services, and each talks to its server in its own time, so it is
given a bound and then ended. An address holds a token: it goes there by standard input
and nowhere else, and nothing that apprise says is kept.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Mapping
from importlib.util import find_spec
from pathlib import Path

from sync.adapters import child
from sync.adapters.notice_child import REFUSED, UNKNOWN
from sync.errors import MessageDelayed
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.settings.telling import GroupSettings, NotifySettings
from sync.storage.texts import NotUtf8, read_people_text

_ROOT = Path(__file__).parents[2]
"""Where the child finds us; of the folder that it works in it imports nothing."""

_WHY = {REFUSED: "not_taken", UNKNOWN: "no_service"}


class Notices:
    """Sends notices; a recipient is a group and the number of an address in its list."""

    def __init__(
        self,
        settings: NotifySettings,
        folder: Path,
        secrets: Collection[str],
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._secrets = secrets
        self._check = check

    def send(
        self,
        message: Message,
        draft: str = "",  # noqa: ARG002  a notice is never a draft
        handing: Handing = unheard,
    ) -> None:
        """Send the sentence to one address."""
        group, _, number = message.recipient.partition(" ")
        try:
            addresses = read_addresses(self._settings.groups[group], self._folder)
        except (OSError, NotUtf8) as error:
            raise MessageDelayed("no_address") from error
        if not 0 < int(number) <= len(addresses):
            raise MessageDelayed("no_address")
        if why := self._ask(addresses[int(number) - 1], message.content, handing):
            raise MessageDelayed(why)

    def understands(self, address: str) -> str:
        """Return why an address can be no service's; empty where it can. Nothing is sent."""
        return self._ask(address, b"", unheard)

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        """Nobody can tell of a chat."""
        return None

    def discard(self, draft: str) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing is open."""

    def _ask(self, address: str, sentence: bytes, handing: Handing) -> str:
        """Return why a sentence was not taken; empty where it was."""
        if not is_installed():
            return "not_installed"
        handing("")
        said = json.dumps({"address": address, "sentence": sentence.decode()})
        try:
            status = child.run(
                [sys.executable, "-P", "-m", "sync.adapters.notice_child"],
                said.encode(),
                folder=self._folder,
                environment={**child.without(self._secrets), "PYTHONPATH": str(_ROOT)},
                seconds=self._settings.seconds,
                check=self._check,
            )
        except child.NotRun as stop:
            return stop.why
        return _WHY.get(status, f"status {status}") if status else ""


def is_installed() -> bool:
    """Whether the optional package is there."""
    return find_spec("apprise") is not None


def read_addresses(
    group: GroupSettings, folder: Path, environment: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Return a group's addresses; what follows a # at a line's beginning is none.

    Raises:
        OSError, NotUtf8: its file cannot be read.
    """
    if group.addresses_variable:
        return tuple(environment.get(group.addresses_variable, "").split())
    if group.addresses_file is None:
        return ()
    text = read_people_text(folder / group.addresses_file)
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def readers(settings: NotifySettings, folder: Path) -> tuple[str, ...]:
    """Return whom there is to tell, by group and number, and no address.

    A group whose list cannot be read, or is empty, has one: what is meant for it waits,
    and is seen to wait.
    """
    return tuple(
        f"{name} {number + 1}"
        for name, group in settings.groups.items()
        for number in range(max(_count(group, folder), 1))
    )


def has_left(settings: NotifySettings, folder: Path, reader: str) -> bool:
    """Whether somebody who was told is on no list any more.

    Of a list that cannot be read, or is empty, nobody knows.
    """
    name, _, number = reader.partition(" ")
    group = settings.groups.get(name)
    return group is None or 0 < _count(group, folder) < int(number)


def _count(group: GroupSettings, folder: Path) -> int:
    try:
        return len(read_addresses(group, folder))
    except (OSError, NotUtf8):
        return 0
