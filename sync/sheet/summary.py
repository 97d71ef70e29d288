"""Summarize: the rows of the tab สรุป, which charts in the sheet refer to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync import __version__
from sync.messages import Words
from sync.model.cells import Sheet
from sync.model.plan import Totals
from sync.plan.findings import counts_in_words
from sync.plan.places import confirmed_in_words
from sync.sheet.findings_tab import Verdict
from sync.sheet.tables import text_of
from sync.sheet.write_back import Linked, Row

_CHECKED_ROW = 16


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """What the tab says of the documents.

    ``link`` opens the plan; ``others`` name and link every document; ``shut_out`` are
    those who get mail and cannot open the plan. ``held`` says which version the public
    reads while there is a newer draft, and ``refused`` why a document has no place.
    ``mail`` says that no mail leaves, since which day and why; empty while it does.
    """

    link: str | None
    others: tuple[tuple[str, str], ...] = ()
    shut_out: tuple[str, ...] = ()
    held: str = ""
    refused: str = ""
    mail: str = ""


def checked_at(sheet: Sheet, title: str) -> str:
    """Return what the tab says of when it was last checked."""
    tab = sheet.tab(title)
    return text_of(tab.value(_CHECKED_ROW, 2)) if tab else ""


def summary_rows(
    totals: Totals,
    verdict: Verdict,
    links: DocumentLinks,
    checked: str,
    words: Words,
) -> Sequence[Row]:
    """Return the whole tab; the places are fixed, for the charts beside them.

    Names and links of all documents stand below everything else, then what staff
    confirmed.
    """
    confirmed, refused = verdict.confirmed, verdict.refused
    dimensions = zip(totals.per_dimension, totals.budget_per_dimension, strict=True)
    document: Linked | None = None
    if links.link:
        document = Linked(words.say("summary.open"), links.link)
    return [
        (words.say("summary.title"),),
        (),
        tuple(words.say(f"summary.{name}") for name in _DIMENSION_HEADER),
        *(
            (words.say("summary.one_dimension", number=str(n)), Decimal(count), budget)
            for n, (count, budget) in enumerate(dimensions, 1)
        ),
        (words.say("summary.total"), Decimal(totals.projects), totals.budget),
        (),
        (words.say("summary.quarter"), words.say("summary.projects")),
        *(
            (words.say("summary.one_quarter", number=str(n)), Decimal(count))
            for n, count in enumerate(totals.per_quarter, 1)
        ),
        (),
        (words.say("summary.checked"), checked),
        (
            words.say("summary.findings"),
            counts_in_words(verdict.standing, words, len(confirmed)),
        ),
        (words.say("summary.document"), document),
        (words.say("summary.version"), __version__),
        *(
            (words.say("summary.news"), text)
            for text in (links.held, links.refused)
            if text
        ),
        *([(), (words.say("summary.documents"),)] if links.others else []),
        *(
            (name, Linked(words.say("summary.open"), address))
            for name, address in links.others
        ),
        *(
            [(), (words.say("summary.shut_out"), ", ".join(links.shut_out))]
            if links.shut_out
            else []
        ),
        *([(), (words.say("summary.confirmed"),)] if confirmed or refused else []),
        *(("", confirmed_in_words(each, words)) for each in confirmed),
        *([("", words.say("findings.refused", count=str(refused)))] if refused else []),
        *([(), (words.say("summary.mail"), links.mail)] if links.mail else []),
    ]


_DIMENSION_HEADER = ("dimension", "projects", "budget")
