"""An office's own file in another program's format is brought in as the file itself is."""

from pathlib import Path

import pytest

from sync.adapters.local.libreoffice import convert, find_libreoffice
from sync.wiring.bringing import read_source
from tests.unit.importing.exports import EXPORT, save_as_word
from tests.unit.importing.workbooks import books

LIBREOFFICE = find_libreoffice()
pytestmark = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice makes them")


def converted(source: Path, into: str) -> Path:
    assert LIBREOFFICE
    (made,) = convert(LIBREOFFICE, [source], into)
    return made


@pytest.mark.parametrize("into", ["odt", "doc"])
def test_a_plan_in_another_kind_of_document_is_the_same_plan(
    tmp_path: Path, into: str
) -> None:
    source = tmp_path / "plan.docx"
    save_as_word(EXPORT, source)

    assert read_source(str(converted(source, into)), None, tmp_path) == read_source(
        str(source), None, source.parent
    )


@pytest.mark.parametrize("into", ["ods", "xls"])
def test_a_plan_in_another_kind_of_workbook_is_the_same_plan(
    tmp_path: Path, into: str
) -> None:
    source = dict(books())["a tab a project"].save(tmp_path / "plan.xlsx")

    brought = read_source(str(converted(source, into)), None, tmp_path)

    assert brought == read_source(str(source), None, source.parent)
    assert brought.found[1:] == read_source(str(source), None, source.parent).found
