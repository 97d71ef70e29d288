"""A document, or a template, that somebody opened and saved in another program."""

import subprocess
from pathlib import Path

import pytest

from sync.adapters.local.libreoffice import find_libreoffice
from templates.word.documents import TEMPLATES
from tests.unit.documents.word import lines, opened, render
from tests.unit.fictional import PLAN

pytestmark = pytest.mark.usefixtures("printing")


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """Return a Word document as LibreOffice saves it."""
    (folder / "in.docx").write_bytes(content)
    command = [
        *(str(find_libreoffice()), "--headless", "--convert-to", "docx"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--outdir", str(folder / "out"), str(folder / "in.docx")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / "in.docx").read_bytes()


def test_a_document_loses_nothing(tmp_path: Path) -> None:
    content = render(PLAN, errors=2)

    saved = opened(saved_by_libreoffice(content, tmp_path))

    assert lines(saved) == lines(opened(content))
    before, after = (
        [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        for document in (opened(content), saved)
    )
    assert after == before


def test_a_template_is_still_a_template(tmp_path: Path) -> None:
    saved = saved_by_libreoffice(TEMPLATES["plan.docx"], tmp_path)

    again = opened(render(PLAN, errors=2, template=saved))

    assert lines(again) == lines(opened(render(PLAN, errors=2)))
