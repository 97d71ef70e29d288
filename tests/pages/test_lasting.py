"""A PDF is one to be kept, and read aloud: by what it says of itself; no validator is here."""

import re
from pathlib import Path

import pytest

from tests.pages.pdf import needs_pages, pages
from tests.unit.documents.word import render
from tests.unit.fictional import PLAN

pytestmark = pytest.mark.slow


def test_a_pdf_says_that_it_is_to_be_kept_and_in_which_language(tmp_path: Path) -> None:
    needs_pages()
    pages(render(PLAN), tmp_path)

    printed = (tmp_path / "plan.pdf").read_bytes()
    said = {
        name: re.findall(rb"<%s>([^<]*)" % name.encode(), printed)
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    }
    assert said == {
        "pdfaid:part": [b"2"],
        "pdfaid:conformance": [b"B"],
        "pdfuaid:part": [b"1"],
    }
    catalogue = re.search(rb"/Type/Catalog.*?endobj", printed, re.DOTALL)
    assert catalogue
    assert b"/Lang(th-TH)" in catalogue[0]
    assert b"/OutputIntents" in printed
