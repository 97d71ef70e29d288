"""Mail as files."""

from pathlib import Path

import pytest

from sync.adapters.local.outbox import LocalOutbox
from sync.errors import MailUnavailable
from sync.model.mail import Message

MESSAGE = Message("<1@example.com>", "one@example.com", "แผน", b"Subject: 1\r\n\r\n1")


def test_a_folder_that_cannot_be_written_to_lets_mail_wait(tmp_path: Path) -> None:
    in_the_way = tmp_path / "outbox"
    in_the_way.write_text("a file, not a folder")

    with pytest.raises(MailUnavailable):
        LocalOutbox(in_the_way).send(MESSAGE)


def test_no_folder_has_taken_nothing(tmp_path: Path) -> None:
    assert LocalOutbox(tmp_path / "none").took(MESSAGE) is False


def test_a_file_tells_nothing_by_its_name(tmp_path: Path) -> None:
    LocalOutbox(tmp_path).send(MESSAGE)

    (file,) = tmp_path.iterdir()
    assert file.suffix == ".eml"
    assert "example" not in file.name
