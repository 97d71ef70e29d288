"""Mail as .eml files in a folder, for an office that has no server, or tries us."""

import hashlib
from pathlib import Path

from sync.adapters.local.files import replace_file
from sync.errors import MailUnavailable
from sync.model import Message


class LocalOutbox:
    """A folder with one .eml for each message; the same message is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> None:
        """Put the message down."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._file_of(message), message.content)
        except OSError as error:
            raise MailUnavailable(error.strerror or type(error).__name__) from error

    def took(self, message: Message) -> bool | None:
        """Tell whether the message lies there."""
        return self._file_of(message).exists()

    def close(self) -> None:
        """Nothing is kept open."""

    def _file_of(self, message: Message) -> Path:
        """Give the message's file, whose name tells nothing of it."""
        digest = hashlib.sha256(message.message_id.encode()).hexdigest()
        return self._folder / f"{digest[:32]}.eml"
