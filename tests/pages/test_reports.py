"""A round's report as it is printed: whoever signs sees what they sign."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sync.documents.word import Properties, context_of, render_word
from sync.model.documents import Template
from sync.model.progress import Reported
from sync.settings.values import DocumentSettings
from templates.word.report import report
from tests.pages.pdf import bare, pages_of_all
from tests.unit.documents.test_report_view import DONE, view

pytestmark = pytest.mark.usefixtures("printing")


def report_of(lines: int) -> bytes:
    """Return a report of six projects, the last of which has so many lines of results."""
    told = "\n".join(f"ผลข้อที่ {number}" for number in range(lines))
    texts = {**DONE.texts, Reported.RESULT: told}
    rows = [replace(DONE, key=f"k{number}", number=str(number)) for number in range(6)]
    rows[-1] = replace(rows[-1], texts=texts)
    return render_word(
        Template("report.docx", report()),
        context_of(view(rows)),
        Properties("รายงาน", "อบต.ตัวอย่าง", date(2026, 4, 10)),
        DocumentSettings(),
    )


def test_signatures_stand_below_the_sums_wherever_a_page_ends(tmp_path: Path) -> None:
    counts = set()
    lengths = range(1, 21, 5)
    printed = pages_of_all(list(map(report_of, lengths)), tmp_path)
    for lines, made in zip(lengths, printed, strict=True):
        counts.add(len(made))
        (signed,) = (page for page in made if bare("ผู้อนุมัติ") in page.text)
        assert bare("รวมทั้งสิ้น 6 โครงการ") in signed.text, lines
        assert signed is made[-1], lines
    # one page ended somewhere in between
    assert len(counts) > 1


def test_a_sum_without_every_budget_says_so_on_paper_below_it_and_at_the_end(
    tmp_path: Path,
) -> None:
    rows = [replace(DONE, key="k1"), replace(DONE, key="k2", planned=None)]
    made = render_word(
        Template("report.docx", report()),
        context_of(view(rows)),
        Properties("รายงาน", "อบต.ตัวอย่าง", date(2026, 4, 10)),
        DocumentSettings(),
    )

    (pages,) = pages_of_all([made], tmp_path)

    said = bare("ยอดงบตามแผนยังไม่รวม ๑ โครงการที่ไม่มีงบประมาณหรืออ่านไม่ได้")
    assert sum(page.text.count(said) for page in pages) == 2
