"""What a night is made of besides the sheet, and when that cannot be told."""

from pathlib import Path

import pytest

from sync.paths import OfficePaths
from sync.settings.values import Settings
from sync.wiring.made_of import MadeOf
from tests.offices import ROOT
from tests.users import WORKER, as_root, as_user, open_the_way


@pytest.fixture
def opened(tmp_path: Path) -> MadeOf:
    (tmp_path / "templates").mkdir()
    (tmp_path / "words.toml").write_text("")
    return MadeOf(OfficePaths(tmp_path), Settings())


def test_what_a_night_is_made_of_is_told_by_settings_templates_words_and_program(
    tmp_path: Path, opened: MadeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened.tell()
    assert first
    assert MadeOf(OfficePaths(tmp_path), Settings()).tell() == first
    other = MadeOf(OfficePaths(tmp_path), Settings(language="en"))
    assert other.tell() != first

    template = tmp_path / "templates" / "plan.docx"
    template.write_bytes(b"one")  # read anew each night
    second = opened.tell()
    template.write_bytes(b"two")
    assert len({first, second, opened.tell(), ""}) == 4

    (tmp_path / "words.toml").write_text("right = []")  # read when it was opened
    assert opened.tell() == ""
    assert MadeOf(OfficePaths(tmp_path), Settings()).tell() not in {"", first}

    again = MadeOf(OfficePaths(tmp_path), Settings())
    monkeypatch.setattr("sync.wiring.made_of.CONFIG", ROOT / "docs")
    assert again.tell() == ""


@as_root
def test_what_cannot_be_read_is_told_by_whoever_reads_it(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("")
    (tmp_path / "words.toml").chmod(0o600)
    open_the_way(tmp_path)

    def told() -> str:
        return MadeOf(OfficePaths(tmp_path), Settings()).tell() or "not told"

    assert as_user(WORKER, told) == "not told"


def test_templates_that_are_google_docs_are_never_known_to_be_as_they_were(
    tmp_path: Path,
) -> None:
    google = {
        "spreadsheet": "1abcdefghijklmnop",
        "templates": {"plan.docx": "https://docs.google.com/document/d/1abcdefghijk"},
    }
    settings = Settings.model_validate({"google": google})

    assert MadeOf(OfficePaths(tmp_path), settings).tell() == ""
