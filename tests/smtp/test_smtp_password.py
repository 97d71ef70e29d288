"""Where the mail server's password comes from."""

import logging
import os
from pathlib import Path

import pytest

from sync.adapters.local.password import read_password
from sync.errors import MailSecretMissing
from sync.settings.values import SmtpSettings

SETTINGS = SmtpSettings(host="mail.example.com", username="plan")
FROM_VARIABLE = SETTINGS.model_copy(update={"password_variable": "SMTP_SECRET"})


def kept(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "smtp-password.txt"
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    "content", [b"a b:c", b"a b:c\r\n", b"\xef\xbb\xbfa b:c\n", b"a b:c\nold one\n"]
)
def test_a_file_has_it_on_its_first_line(tmp_path: Path, content: bytes) -> None:
    kept(tmp_path, content)

    assert read_password(SETTINGS, tmp_path, {}) == "a b:c"


def test_a_variable_comes_before_the_file(tmp_path: Path) -> None:
    kept(tmp_path, b"from the file")

    assert read_password(FROM_VARIABLE, tmp_path, {"SMTP_SECRET": " x "}) == " x "


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\x00"])
def test_no_password_is_said_with_its_place(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        kept(tmp_path, content)

    with pytest.raises(MailSecretMissing, match="smtp-password"):
        read_password(SETTINGS, tmp_path, {})


def test_an_empty_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(MailSecretMissing, match="SMTP_SECRET"):
        read_password(FROM_VARIABLE, tmp_path, {})


@pytest.mark.skipif(os.name != "posix", reason="Windows tells that in other ways")
@pytest.mark.parametrize(
    ("mode", "warned"), [(0o644, True), (0o640, True), (0o600, False)]
)
def test_a_file_that_others_can_read_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: int, *, warned: bool
) -> None:
    path = kept(tmp_path, b"secret", mode)

    with caplog.at_level(logging.WARNING):
        read_password(SETTINGS, tmp_path, {})

    assert (str(path) in caplog.text) is warned
    assert "secret" not in caplog.text
