"""An office's settings handed on: all that people set, and nothing that is secret."""

import io
import zipfile
from pathlib import Path

import pytest

from sync.paths import OfficePaths
from sync.province.bundles import UnsafeBundle, digest_of, pack, unpack, unpacked


@pytest.fixture
def office(tmp_path: Path) -> OfficePaths:
    """An office with everything that an office has."""
    office = OfficePaths(tmp_path / "home" / "a")
    (office.templates / "mail").mkdir(parents=True)
    office.settings.write_text("[mail]\n", "utf-8")
    office.words.write_text("x = 1\n", "utf-8")
    (office.templates / "plan.docx").write_bytes(b"word")
    (office.templates / "mail" / "plan.txt").write_bytes(b"mail")
    for secret in ("google-key.json", "ledger.db", "smtp-password.txt", "worker.log"):
        (office.folder / secret).write_text("secret", "utf-8")
    office.documents.mkdir()
    (office.documents / "plan.docx").write_bytes(b"secret")
    return office


@pytest.fixture
def other(tmp_path: Path) -> OfficePaths:
    """The same office's place on another machine."""
    (tmp_path / "other").mkdir()
    return OfficePaths(tmp_path / "other" / "a")


def files(office: OfficePaths) -> dict[str, bytes]:
    every = (it for it in office.folder.rglob("*") if it.is_file())
    return {it.relative_to(office.folder).as_posix(): it.read_bytes() for it in every}


def test_settings_words_and_templates_arrive_and_nothing_else(
    office: OfficePaths, other: OfficePaths
) -> None:
    content = pack(office)

    unpack(content, other)

    assert files(other).keys() == {
        ".bundle",
        "office.toml",
        "words.toml",
        "templates/plan.docx",
        "templates/mail/plan.txt",
    }
    assert b"secret" not in content
    assert unpacked(other) == digest_of(content)
    assert unpacked(office) == ""
    assert [it.name for it in other.folder.parent.iterdir()] == ["a"]


def test_the_same_settings_are_the_same_bundle_and_others_another(
    office: OfficePaths, other: OfficePaths
) -> None:
    before = pack(office)
    unpack(before, other)

    assert pack(other) == before
    office.words.write_text("x = 2\n", "utf-8")
    assert pack(office) != before


def test_what_was_taken_out_at_home_goes_and_what_is_there_besides_stays(
    office: OfficePaths, other: OfficePaths
) -> None:
    unpack(pack(office), other)
    other.log.write_text("log", "utf-8")
    office.words.unlink()
    (office.templates / "plan.docx").write_bytes(b"other")

    unpack(pack(office), other)

    left = files(other)
    assert "words.toml" not in left
    assert left["templates/plan.docx"] == b"other"
    assert left["worker.log"] == b"log"


@pytest.mark.parametrize(
    "name",
    [
        "../office.toml",
        "/etc/passwd",
        "templates/../../x",
        "templates/../office.toml",
        "google-key.json",
        "templates\\..\\..\\x",
        "templates/C:x",
    ],
)
def test_a_bundle_that_leads_elsewhere_is_not_unpacked(
    other: OfficePaths, name: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("office.toml", "")
        bundle.writestr(zipfile.ZipInfo(name), "x")

    with pytest.raises(UnsafeBundle):
        unpack(out.getvalue(), other)

    assert list(other.folder.parent.iterdir()) == []


def test_a_link_out_of_the_folder_is_not_handed_on(
    office: OfficePaths, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("secret key", "utf-8")
    (office.templates / "x.docx").symlink_to(tmp_path / "key")
    office.words.unlink()
    office.words.symlink_to(tmp_path / "key")

    assert b"secret key" not in pack(office)
