"""Pages for the public, in a browser: nothing keeps anybody out, and a telephone shows all."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import PublicPlace
from sync.model.approvals import Result
from sync.storage.sealed import SealedPages
from sync.storage.trees import Tree
from tests.fakes import FixedClock, MemoryPdf
from tests.flow.public.publishing import ITEM, SCHEMA, decide, setting
from tests.flow.test_chain import report, type_in
from tests.offices import memory_office
from tests.pages.browsing import (
    TELEPHONE,
    WIDE,
    looked_at,
    needs_browser,
    printed,
    width_of,
)
from tests.pages.pdf import bare, needs_pages

PAGES = (
    *("index.html", "plan-2570.html", "report-2570-6.html"),
    *("older", "withdrawn", "for the clerk"),
)

pytestmark = [
    pytest.mark.slow,
    needs_browser,
]


@cache
def pages() -> Mapping[str, str]:
    """Return the pages of an office whose plan was approved, changed and approved again."""
    clock = FixedClock(datetime(2027, 4, 1, 1, tzinfo=ZoneInfo("Asia/Bangkok")))
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        tree = Tree(folder / "public", folder / "kept")
        place = PublicPlace(tree, MemoryPdf(), (), SCHEMA)
        office = replace(
            setting(memory_office(folder, clock), address="https://x.th", item=[ITEM]),
            public=place,
            pages=SealedPages(folder / "documents"),
        )
        run_cycle(office)
        for row in (2, 3, 4):
            report(office, row)
        run_cycle(office)
        decide(office, 1, Result.APPROVED)
        run_cycle(office)
        type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
        run_cycle(office)
        decide(office, 2, Result.APPROVED, "1/2570", "https://www.example.go.th/1.pdf")
        run_cycle(office)
        read = {
            path.name: path.read_text("utf-8") for path in tree.folder.glob("*.html")
        }
        (clerk,) = (folder / "documents").iterdir()
        read["for the clerk"] = clerk.read_text("utf-8")
        decide(office, 1, Result.CANCELLED)
        decide(office, 2, Result.CANCELLED)
        run_cycle(office)
        withdrawn = (tree.folder / "plan-2570.html").read_text("utf-8")
    (older,) = (text for text in read.values() if "หน้านี้เป็นฉบับก่อน" in text)
    return {**read, "older": older, "withdrawn": withdrawn}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(name: str, tmp_path: Path) -> None:
    found = looked_at(pages()[name], tmp_path, WIDE)

    assert found["violations"] == []
    assert found["passes"] > 10


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_needs_no_scrolling_to_the_side(name: str, tmp_path: Path) -> None:
    assert width_of(pages()[name], tmp_path) <= TELEPHONE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_nothing_and_asks_nobody(name: str) -> None:
    page = pages()[name]

    scripts = re.findall(r"<script([^>]*)>", page)
    assert set(scripts) <= {' type="application/ld+json"'}
    assert re.findall(r"<(?:link|img|iframe)\b|@import|url\(", page) == []
    assert "default-src 'none'" in page


def test_a_printed_report_has_what_is_said_beside_what_it_is_of(tmp_path: Path) -> None:
    needs_pages()
    lines = [
        line
        for each in printed(pages()["report-2570-6.html"], tmp_path)
        for line in each.lines
    ]

    assert any(re.match(bare("สถานะ.*ไม่สามารถดำเนินการได้"), line) for line in lines)
