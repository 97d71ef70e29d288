"""A hook: a program of the office's own is told that the public folder has changed."""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from sync.adapters.publishing.programs import Program
from sync.settings.public import TakerSettings


class HookWay:
    """Runs the office's program, which has facts in its environment and as JSON.

    ``PLAN_SYNC_FOLDER`` is the folder, and its standard input one JSON object:
    ``folder``, and ``files``, the SHA-256 of each by its name. It ends with status 0
    when all is where it belongs.
    """

    def __init__(
        self,
        settings: TakerSettings,
        within: Path,
        secrets: Collection[str] = (),
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self._settings = settings
        self._within = within
        self._secrets = secrets
        self._check = check

    @property
    def name(self) -> str:
        """What the program is called."""
        return f"hook {Path(self._settings.command[0]).name}"

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Have the program take the folder on.

        Raises:
            PublicUndelivered: it says that it could not, or does not end.
        """
        where = str(folder.resolve())
        timeout = self._settings.timeout
        Program(self.name, timeout, self._secrets, self._check).run(
            self._settings.command,
            within=self._within,
            environment={"PLAN_SYNC_FOLDER": where},
            given=json.dumps({"folder": where, "files": dict(digests)}),
        )
