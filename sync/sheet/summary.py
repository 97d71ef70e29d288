"""Summarize: the rows of the tab สรุป, which charts in the sheet refer to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync import __version__
from sync.messages import Words
from sync.model.cells import Cell, CellEdit, Sheet, Tab
from sync.model.findings import Severity
from sync.model.plan import Totals
from sync.plan.findings import counts_in_words
from sync.plan.places import confirmed_in_words, place_with_cell
from sync.sheet.findings_tab import Verdict
from sync.sheet.own_tabs import SUMMARY_HEADER, summary_origin
from sync.sheet.tables import read_text, text_of
from sync.sheet.write_back import Linked, Row, area_edits, area_rows

_CHECKED_ROW = 16
_FIXED_ROWS = 19


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """What the tab says of the documents.

    ``link`` opens the plan; ``others`` name and link every document; ``shut_out`` are
    those who get mail and cannot open the plan. ``held`` says which version the public
    reads while there is a newer draft, and ``refused`` why a document has no place.
    ``mail`` says that no mail leaves, since which day and why; empty while it does.
    ``approvals`` name what was ever put forward, and say how it stands.
    """

    link: str | None
    others: tuple[tuple[str, str], ...] = ()
    shut_out: tuple[str, ...] = ()
    held: str = ""
    refused: str = ""
    mail: str = ""
    approvals: tuple[tuple[str, str], ...] = ()


def checked_at(sheet: Sheet, title: str) -> str:
    """Return what the tab says of when that which stands there was found."""
    tab = sheet.tab(title)
    origin = summary_origin(tab)
    if tab is None or origin is None:
        return ""
    row, column = origin.row + _CHECKED_ROW - 1, origin.column + 1
    return text_of(tab.value(row, column))


def summary_edits(
    sheet: Sheet, title: str, rows: Sequence[Row], words: Words
) -> Iterator[CellEdit]:
    """Bring the tab up to date where it is the worker's; an office's own is left.

    Args:
        sheet: as it was read.
        title: the tab's.
        rows: all that it should say.
        words: the sheet's.

    Yields:
        The edits that are needed.
    """
    tab = sheet.tab(title)
    origin = summary_origin(tab)
    if origin is not None:
        origin = origin._replace(tab=title)
        own = _own_rows(tab, origin, words) if tab else 0
        yield from area_edits(tab, origin, rows, own)


def _own_rows(tab: Tab, origin: Cell, words: Words) -> int:
    """Return how many rows the worker wrote at the last look.

    The fixed ones with what follows at once, and blocks below that bear its labels.
    """
    labels = {words.say(f"summary.{name}") for name in _BLOCKS}
    last, begins = 0, False
    for number, row in enumerate(area_rows(tab, origin, len(SUMMARY_HEADER)), 1):
        if all(value is None for value in row):
            begins = True
            continue
        if begins and number > _FIXED_ROWS and read_text(row[0]) not in labels:
            break
        last, begins = number, False
    return last


_BLOCKS = ("rounds", "approvals", "documents", "shut_out", "confirmed", "mail")


def summary_rows(
    totals: Totals,
    verdict: Verdict,
    links: DocumentLinks,
    checked: str,
    words: Words,
    rounds: Sequence[tuple[str, str]] = (),
) -> Sequence[Row]:
    """Return the whole tab; the places are fixed, for the charts beside them.

    Names and links of all documents stand below everything else, then what staff
    confirmed.

    Args:
        totals: what the plan adds up to.
        verdict: what staff confirmed, and what stands.
        links: what is said of documents and mail.
        checked: when this was found, as it is to stand there; a check that finds the
            same again is no reason to write.
        words: the sheet's.
        rounds: the name of each round that is reported on, and how it stands.

    Returns:
        The tab's rows from its first, each as long as it is filled.
    """
    return [
        *_figures(totals, words),
        (),
        *_standing(verdict, links, checked, words),
        *_listed(verdict, links, rounds, words),
    ]


def _figures(totals: Totals, words: Words) -> Iterator[Row]:
    """Yield what the plan adds up to."""
    dimensions = zip(totals.per_dimension, totals.budget_per_dimension, strict=True)
    yield (words.say("summary.title"),)
    yield ()
    yield tuple(words.say(f"summary.{name}") for name in SUMMARY_HEADER)
    for n, (count, budget) in enumerate(dimensions, 1):
        name = words.say("summary.one_dimension", number=str(n))
        yield name, Decimal(count), budget
    yield words.say("summary.total"), Decimal(totals.projects), totals.budget
    yield ()
    yield words.say("summary.quarter"), words.say("summary.projects")
    for n, count in enumerate(totals.per_quarter, 1):
        yield words.say("summary.one_quarter", number=str(n)), Decimal(count)


def _standing(
    verdict: Verdict, links: DocumentLinks, checked: str, words: Words
) -> Iterator[Row]:
    """Yield how the plan stands, and where its document is."""
    counts = counts_in_words(verdict.standing, words, len(verdict.confirmed))
    opens = Linked(words.say("summary.open"), links.link) if links.link else None
    yield words.say("summary.checked"), checked
    yield words.say("summary.findings"), counts
    yield words.say("summary.document"), opens
    yield words.say("summary.version"), __version__
    for text in (_of_the_plan(verdict, words), links.held, links.refused):
        if text:
            yield words.say("summary.news"), text


def _listed(
    verdict: Verdict,
    links: DocumentLinks,
    rounds: Sequence[tuple[str, str]],
    words: Words,
) -> Iterator[Row]:
    """Yield the blocks below, each under its label where there is anything in it."""
    opens, refused = words.say("summary.open"), verdict.refused
    documents = [(name, Linked(opens, address)) for name, address in links.others]
    confirmed = [("", confirmed_in_words(each, words)) for each in verdict.confirmed]
    if refused:
        confirmed.append(("", words.say("findings.refused", count=str(refused))))
    for name, rows in (
        ("rounds", rounds),
        ("approvals", links.approvals),
        ("documents", documents),
    ):
        if rows:
            yield ()
            yield (words.say(f"summary.{name}"),)
            yield from rows
    if links.shut_out:
        yield ()
        yield words.say("summary.shut_out"), ", ".join(links.shut_out)
    if confirmed:
        yield ()
        yield (words.say("summary.confirmed"),)
        yield from confirmed
    if links.mail:
        yield ()
        yield words.say("summary.mail"), links.mail


def _of_the_plan(verdict: Verdict, words: Words) -> str:
    """Return the first error that is no single project's: no project's status shows it."""
    errors = [
        finding
        for finding in verdict.standing
        if finding.severity is Severity.ERROR
        and finding.project is None
        and not finding.of_report
    ]
    if not errors:
        return ""
    place, message = place_with_cell(errors[0], words), errors[0].message
    said = words.say("summary.of_the_plan", place=place, message=message)
    rest = len(errors) - 1
    if rest:
        said += words.say("summary.of_the_plan_more", count=str(rest))
    return said
