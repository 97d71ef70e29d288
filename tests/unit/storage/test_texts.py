"""Text files of people's, as Notepad and its kin save them."""

from pathlib import Path

import pytest

from sync.adapters.local.password import read_password
from sync.errors import ConfigError, MailSecretMissing
from sync.rules.text.wordlists import load_word_lists
from sync.settings.office_file import load_settings
from sync.settings.values import SmtpSettings
from sync.storage.texts import NotUtf8, decode_people_text

SETTINGS = 'language = "en"  # ภาษา\n'


def test_a_byte_order_mark_in_settings_is_no_part_of_them(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(SETTINGS, "utf-8-sig", newline="\r\n")

    assert load_settings(path).language == "en"


def test_a_byte_order_mark_in_words_is_no_part_of_them(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(b"\xef\xbb\xbf")

    assert load_word_lists(office=path).placeholders == load_word_lists().placeholders


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp874"])
def test_another_encoding_is_named_with_the_file_and_the_cure(
    tmp_path: Path, encoding: str
) -> None:
    for name, load in (
        ("office.toml", load_settings),
        ("words.toml", lambda path: load_word_lists(office=path)),
    ):
        path = tmp_path / name
        path.write_bytes(SETTINGS.encode(encoding))

        with pytest.raises(ConfigError) as stop:
            load(path)

        assert name in str(stop.value)
        assert "ให้บันทึกเป็น UTF-8" in str(stop.value)


def test_a_password_in_another_encoding_is_told_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "smtp-password.txt").write_bytes("ความลับ".encode("utf-16"))

    with pytest.raises(MailSecretMissing) as stop:
        read_password(SmtpSettings(host="mail.example"), tmp_path)

    assert "ให้บันทึกเป็น UTF-8" in str(stop.value)


def test_lines_end_in_one_way() -> None:
    assert decode_people_text(b"\xef\xbb\xbfa\r\nb\rc") == "a\nb\nc"
    with pytest.raises(NotUtf8):
        decode_people_text("ก".encode("cp874"))
