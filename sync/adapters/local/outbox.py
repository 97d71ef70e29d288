"""Mail as .eml files in a folder, for an office that has no server, or tries us."""

import hashlib
from pathlib import Path

from sync.adapters.local.files import replace_file
from sync.model import Message


class LocalOutbox:
    """A folder with one .eml for each message; the same message is the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> None:
        """Put the message down. Its file's name tells nothing of it."""
        digest = hashlib.sha256(message.message_id.encode()).hexdigest()
        self._folder.mkdir(parents=True, exist_ok=True)
        replace_file(self._folder / f"{digest[:32]}.eml", message.content)
