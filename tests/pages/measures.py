"""Where things stand on a printed page, and whether they keep to it."""

from collections.abc import Sequence
from dataclasses import replace

from sync.model.plan import Plan
from tests.pages.pdf import Page, bare
from tests.unit.fictional import PLAN, PROJECT, detail

CM = 72 / 2.54
LEFT, RIGHT, BOTTOM = 3 * CM, 2 * CM, 2 * CM
HEADER = bare("รายการโครงการ (ตั้งต้น)")
SLACK = 1.5
"""Points: letters may hang a little over the edge of their own box."""


def plan_of(names: Sequence[str], remark: str = "") -> Plan:
    """Return a plan of projects with these names, each with its detail."""
    projects = tuple(
        replace(PROJECT, number=str(number), name=name, key=str(number), remark=remark)
        for number, name in enumerate(names, 1)
    )
    return replace(PLAN, projects=projects, details=tuple(map(detail, names)))


def table_pages(printed: Sequence[Page]) -> list[Page]:
    """Return the pages from the table's first to its last."""
    at = [n for n, page in enumerate(printed) if HEADER in page.text]
    assert at == list(range(at[0], at[-1] + 1))
    return list(printed[at[0] : at[-1] + 1])


def assert_within_margins(printed: Sequence[Page]) -> None:
    outside = [
        (number, text)
        for number, page in enumerate(printed, 1)
        for text in page.texts
        if text.left < LEFT - SLACK
        or text.right > page.width - RIGHT + SLACK
        or text.bottom > page.height - BOTTOM + SLACK
    ]
    assert outside == []
