"""Mail as .eml files in a folder, for an office that has no server, or tries us."""

import hashlib
from pathlib import Path

from sync.errors import MailUnavailable, StorageError
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.storage.files import make_folder, replace_file


class LocalOutbox:
    """A folder with one .eml for each message; the same message is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(
        self,
        message: Message,
        draft: str = "",  # noqa: ARG002  a file is never a draft
        handing: Handing = unheard,
    ) -> None:
        """Put the message down."""
        handing("")
        try:
            make_folder(self._folder, private=True)
            replace_file(
                self._file_of(message),
                message.content,
                home=self._folder.parent,
                private=True,
            )
        except StorageError as stop:
            raise MailUnavailable(f"{stop}") from stop

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        """Whether the message lies there."""
        return self._file_of(message).exists()

    def discard(self, draft: str) -> None:
        """A folder has none."""

    def close(self) -> None:
        """Nothing is kept open."""

    def _file_of(self, message: Message) -> Path:
        """Return the message's file, whose name tells nothing of it."""
        digest = hashlib.sha256(message.message_id.encode()).hexdigest()
        return self._folder / f"{digest[:32]}.eml"
