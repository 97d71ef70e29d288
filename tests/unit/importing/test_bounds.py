"""However little a file takes up, reading it takes a few seconds and no memory to speak of."""

import time
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import docx
import pytest

from sync.errors import SourceError, SourceTooLarge
from sync.importing import import_plan
from tests.unit.importing.exports import DIMENSIONS, HEADERS

_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_START = "ลำดับที่ ๑\n๑. ชื่อโครงการ : ก\n๓. วัตถุประสงค์\n๑.๑ ก\n"


def word(body: str) -> bytes:
    empty, made = BytesIO(), BytesIO()
    docx.Document().save(empty)
    xml = f'<w:document xmlns:w="{_NAMES}"><w:body>{body}</w:body></w:document>'
    with (
        zipfile.ZipFile(empty) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            is_main = name == "word/document.xml"
            target.writestr(name, xml if is_main else source.read(name))
    return made.getvalue()


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(depth: int, inner: str) -> str:
    for _ in range(depth):
        second = f"<w:tc>{para('y')}</w:tc>"
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc>{second}</w:tr></w:tbl>"
    return inner


_WIDE = "<w:tc><w:tcPr><w:gridSpan w:val='63'/></w:tcPr><w:p/></w:tc>"
FILES = {
    "many paragraphs": word(para("ก") * 120_000),
    "wide cells": word(f"<w:tbl>{('<w:tr>' + _WIDE * 60 + '</w:tr>') * 200}</w:tbl>"),
    "nested tables": word(nested(50, para("x") * 5_000)),
    "one endless item": word(
        "".join(map(para, _START.splitlines())) + para("กขคงจ" * 10) * 10_000
    ),
    "text boxes in text boxes": word(
        "<w:p>"
        + "<w:r><w:txbxContent>" * 50
        + para("ก") * 5_000
        + "</w:txbxContent></w:r>" * 50
        + "</w:p>"
    ),
    "deleted marks": word(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ก</w:t></w:r></w:p>"
        * 30_000
    ),
    "hidden text in text boxes": word(
        "<w:p>"
        + "<w:r><w:txbxContent><w:p>" * 60
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ก</w:t></w:r>" * 5_000
        + "</w:p></w:txbxContent></w:r>" * 60
        + "</w:p>"
    ),
    "a bomb": word(" " * (20 * 2**20)),
    "pages": ("ก\f" * 250_000).encode(),
    "tabs": ("\t" * 1_900_000 + "ก").encode(),
    "spaces": (_START + "ก" + " " * 1_900_000).encode(),
    "plans": (_START + "แผน พ.ศ. " * 80_000).encode(),
    "nikhahit": (_START + "\u0e4d" * 600_000).encode(),
    "numbers": (_START + "1\n2\n3\n4\n" * 4_000).encode(),
}


@pytest.mark.slow  # of hostile sizes
@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_reading_has_a_bound_in_time(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan"
    path.write_bytes(content)
    began = time.process_time()

    with suppress(SourceError):
        import_plan(path, HEADERS, DIMENSIONS)

    assert time.process_time() - began < 15


@pytest.mark.parametrize("name", ["spaces", "tabs", "a bomb", "pages"])
def test_reading_has_a_bound_in_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan"
    path.write_bytes(FILES[name])

    tracemalloc.start()
    with suppress(SourceError):
        import_plan(path, HEADERS, DIMENSIONS)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 100 * 2**20


@pytest.mark.parametrize("name", ["many paragraphs", "a bomb", "pages", "tabs"])
def test_what_is_far_more_than_a_plan_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan"
    path.write_bytes(FILES[name])

    with pytest.raises(SourceTooLarge):
        import_plan(path, HEADERS, DIMENSIONS)
