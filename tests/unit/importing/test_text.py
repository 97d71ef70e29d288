"""Text files: encodings, rows, and what is refused."""

from pathlib import Path

import pytest

from sync.errors import SourceUnreadable
from sync.importing import import_plan
from sync.importing.source import Line, Row
from sync.importing.text import read_text
from tests.unit.importing.exports import DIMENSIONS, EXPORT, HEADERS, parse

ROOT = Path(__file__).parents[3]


def test_lines_with_tabs_are_rows_and_all_know_their_number() -> None:
    assert read_text("ก\n\n 1\tข \t\n\t เยื้อง\n\u200b\n".encode()) == [
        Line("ก", 1),
        Row(("1", "ข", ""), 3),
        Line("เยื้อง", 4),
    ]


def test_control_characters_are_not_taken_over() -> None:
    assert read_text(b"a\x01b\x00c") == [Line("abc", 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_plan_is_the_same_in_every_encoding_thai_is_saved_in(
    tmp_path: Path, encoding: str
) -> None:
    text = EXPORT.replace("☑", "/")
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))

    assert import_plan(path, HEADERS, DIMENSIONS) == parse(text)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \r\n\t", "it is empty"),
        (b"\xd0\xcf\x11\xe0\x00\x00", "it is neither a Word document nor Thai text"),
        (b"\xff\xfe\x00", "it is neither a Word document nor Thai text"),
        (b"PK\x03\x04 no zip", "it is no Word document, or a damaged one"),
        (
            "จดหมายธรรมดา".encode(),
            "it has no table of projects and no section of a project",
        ),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)

    with pytest.raises(SourceUnreadable) as refusal:
        import_plan(path, HEADERS, DIMENSIONS)

    assert refusal.value.facts == {"path": str(path), "why": why}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable) as refusal:
        import_plan(tmp_path / "none.txt", HEADERS, DIMENSIONS)

    assert refusal.value.facts["why"] == "No such file or directory"


def test_the_shipped_example_has_a_place_for_everything() -> None:
    example = ROOT / "config" / "example" / "plan.txt"

    assert import_plan(example, HEADERS, DIMENSIONS).unplaced == ()
