"""Hooks: commands of the office's own, called with the facts of an occasion."""

import json
from collections.abc import Callable, Collection
from pathlib import Path

from sync.adapters import child
from sync.errors import MessageDelayed
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.settings.telling import HookSettings

_PREFIX = "PLAN_SYNC_"


class HookCalls:
    """Calls commands; a message is the facts of one call, its recipient the hook."""

    def __init__(
        self,
        settings: HookSettings,
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
        draft: str = "",  # noqa: ARG002  a call is never a draft
        handing: Handing = unheard,
    ) -> None:
        """Call the command, and wait for its end."""
        handing("")
        try:
            status = child.run(
                self._settings.command(message.recipient),
                message.content,
                folder=self._folder,
                environment={**child.without(self._secrets), **_told(message.content)},
                seconds=self._settings.seconds,
                check=self._check,
            )
        except child.NotRun as stop:
            raise MessageDelayed(stop.why) from stop
        if status:
            raise MessageDelayed(f"status {status}")

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        """Nobody can tell whether a command that was cut off had done its work."""
        return None

    def discard(self, draft: str) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing is open."""


def _told(content: bytes) -> dict[str, str]:
    """Return the facts as variables, save for lists, which only the JSON has."""
    facts = json.loads(content)
    return {
        f"{_PREFIX}{name.upper()}": str(fact)
        for name, fact in facts.items()
        if isinstance(fact, str | int)
    }
