"""Rules on what of the reports is published: evidence, and numbers that must not be."""

import re
from collections.abc import Iterator, Sequence
from ipaddress import ip_address

from sync.memo import made_once
from sync.model.findings import Hit
from sync.model.progress import ProgressRow, Reported, State
from sync.progress.evidence import Unshown, links_in, unshown_in
from sync.rules.outcome.reports import ReportContext
from sync.rules.words.unfilled import says_none
from sync.thai.digits import to_arabic
from sync.thai.private_numbers import (
    identity_numbers,
    masked,
    telephone_numbers,
    without_private_numbers,
)


def no_evidence(context: ReportContext) -> Iterator[Hit]:
    """Who reads that a project was done wants to see it: a report, pictures, a notice."""
    for row in context.in_state(State.DONE):
        if not row.evidence and context.is_left(row, Reported.EVIDENCE):
            yield _evidence("PRG113", row, "")


def evidence_nobody_can_open(context: ReportContext) -> Iterator[Hit]:
    """A folder's name, or an address within the office, opens for nobody outside of it.

    The report shows links alone: beside these, only what looks like one is meant to be.
    """
    for row in context.rows:
        for link in row.evidence:
            if _is_inside(link):
                yield _evidence("PRG114", row, link)
    for row, each in _unshown(context):
        lost = not row.evidence and not says_none(each.text)
        if lost or (each.is_address and not each.goes_on):
            yield _evidence("PRG114", row, each.text)


def evidence_cut_off(context: ReportContext) -> Iterator[Hit]:
    """A link ends at the first space: what follows is not shown, and was perhaps its end."""
    for row, each in _unshown(context):
        if each.goes_on:
            yield _evidence("PRG125", row, each.text, line=str(each.line))


def words_beside_evidence(context: ReportContext) -> Iterator[Hit]:
    """Words beside a link are not in the report; whoever typed them may think they are.

    Behind the title of a file there is its link.
    """
    for row, each in _unshown(context):
        if not (row.evidence and set(row.evidence) <= set(_links(row))):
            continue
        if not (each.goes_on or each.is_address or says_none(each.text)):
            yield _evidence("PRG126", row, each.text, line=str(each.line))


def _links(row: ProgressRow) -> Sequence[str]:
    return links_in(row.text(Reported.EVIDENCE))


@made_once
def _unshown(context: ReportContext) -> Sequence[tuple[ProgressRow, Unshown]]:
    """Return what stands in cells of evidence and is no link, with whose it is."""
    return [
        (row, each)
        for row in context.rows
        for each in unshown_in(row.text(Reported.EVIDENCE))
    ]


def _evidence(rule: str, row: ProgressRow, found: str, **facts: str) -> Hit:
    # a finding is mailed, and stands in the sheet: it repeats nobody's number
    cell = row.cells[Reported.EVIDENCE]
    return Hit(rule, cell, without_private_numbers(found), facts)


_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([^/:?#\s]+)", re.IGNORECASE)


def _is_inside(link: str) -> bool:
    """Whether an address is one of the office's own network, by its form."""
    match = _HOST.match(link)
    host = match[1] if match else ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal"))


_PRINTED = (
    *(Reported.REASON, Reported.RESULT, Reported.INDICATOR, Reported.PROBLEMS),
    *(Reported.SUGGESTIONS, Reported.EVIDENCE, Reported.REMARK),
)
"""The columns that are published, or may be."""


def number_of_a_person(context: ReportContext) -> Iterator[Hit]:
    """The number of somebody's identity card must not be published with a report."""
    for row, column, text in _texts(context):
        for first, after in identity_numbers(text):
            yield Hit("PRG115", row.cells[column], masked(text[first:after]))


def telephone(context: ReportContext) -> Iterator[Hit]:
    """A telephone number in a published report may be a citizen's own."""
    for row, column, text in _texts(context):
        for first, after in telephone_numbers(text):
            yield Hit("PRG116", row.cells[column], masked(text[first:after]))


def _texts(context: ReportContext) -> Iterator[tuple[ProgressRow, Reported, str]]:
    for row in context.rows:
        for column in _PRINTED:
            if text := row.text(column):
                yield row, column, to_arabic(text[:_REACH])


_REACH = 4000
