"""Versions that were finished, for tests of what the public sees of them."""

from collections.abc import Sequence
from datetime import date

from sync.documents.content import plan_content, report_content
from sync.model.cells import Sheet
from sync.model.chain import Chained, Finished, Link, code_of, link_after
from sync.model.progress import ProgressRow, Round
from sync.progress.figures import told_in
from sync.public.editions import Edition, editions_in
from sync.sheet.read import read_plan
from tests.sheets import HEADERS
from tests.unit.fictional import DIMENSIONS

DAY = date(2026, 12, 1)
OFFICE = "องค์การบริหารส่วนตำบลธารสมมุติ"


def plan_of(sheet: Sheet) -> Finished:
    """Return a sheet's plan as a finished version."""
    reading = read_plan(sheet, HEADERS)
    content = plan_content(reading.plan, reading.matching, DIMENSIONS)
    return Finished(Chained.PLAN, 2570, OFFICE, DAY, content)


def report_of(rows: Sequence[ProgressRow], which: Round) -> Finished:
    """Return a round's report as a finished version."""
    content = report_content(which, told_in(rows, which), DIMENSIONS)
    document = Chained.REPORT_6 if which.months == 6 else Chained.REPORT_12
    return Finished(document, which.year, OFFICE, DAY, content)


def chain_of(*finished: Finished, on: date = DAY) -> tuple[Link, ...]:
    """Return the chain that versions make, in their order."""
    links: list[Link] = []
    for each in finished:
        same = [link for link in links if link.is_of(each)]
        last = links[-1] if links else None
        links.append(link_after(last, same[-1] if same else None, each, on))
    return tuple(links)


def edition_of(finished: Finished) -> Edition:
    """Return a version that is the only one."""
    (edition,) = editions_in(chain_of(finished))
    assert edition.code == code_of(finished.content)
    return edition
