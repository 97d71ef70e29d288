"""Documents: which there are to be of one plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sync.messages import Words
from sync.model.documents import Kind
from sync.model.plan import Info, Plan
from sync.model.progress import Round
from sync.plan.naming import numbers_printed
from sync.plan.text import printable
from sync.settings.values import DocumentSettings
from sync.thai.digits import to_arabic
from sync.thai.folding import shorten

KEYIN = "keyin.docx"
"""The template of the sheet from which a round is keyed in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to make.

    ``position`` is that of the one project it is about, from 0; ``home`` the address
    of the document that people made for it, empty where they may and have not, and
    ``draft_home`` that of the one they made for its drafts; ``name`` what its file is
    called besides the key when it is first put there.
    """

    template: str
    key: str
    title: str
    kind: Kind = Kind.WORD
    position: int | None = None
    home: str | None = None
    draft_home: str | None = None
    name: str = ""


def document_key(plan: Plan, words: Words) -> str:
    """Name the plan's documents for ever: one office has one plan a year."""
    year = plan.info.fiscal_year
    return key_of_year(year, words) if year else yearless_key(words)


def key_of_year(year: int, words: Words) -> str:
    """Name the documents of the plan of a year for ever."""
    return _key(str(year), words)


def yearless_key(words: Words) -> str:
    """Name the plan's documents while its year cannot be read."""
    return _key(words.say("document.no_year"), words)


def _key(year: str, words: Words) -> str:
    return words.say("document.key", year=year)


def wanted_documents(
    plan: Plan, settings: DocumentSettings, words: Words
) -> tuple[Wanted, ...]:
    """Name the plan itself, and after it what the office wants besides.

    Args:
        plan: with keys given.
        settings: what the office wants.
        words: names things; the office's.

    Returns:
        The documents by their keys, which stay the same for ever.
    """
    key = document_key(plan, words)
    title = words.say("document.title", year=str(plan.info.fiscal_year or "")).strip()
    home = plan.info.text(Info.DOCUMENT_LINK).strip()
    draft_home = plan.info.text(Info.DRAFT_LINK).strip() or None
    wanted = [Wanted("plan.docx", key, title, home=home, draft_home=draft_home)]
    if "summary" in settings.also:
        table = words.say("document.summary_title", title=title)
        wanted.append(
            Wanted("summary.docx", words.say("document.summary_key", key=key), table)
        )
    if "web" in settings.also:
        page = words.say("document.web_title", title=title)
        wanted.append(Wanted("web/plan.html", key, page, Kind.PAGE))
    if "projects" in settings.also:
        wanted.extend(_one_a_project(plan, key, words))
    return tuple(wanted)


def report_key(which: Round, words: Words) -> str:
    """Name the report of a round for ever."""
    return words.say("report.key", **_named(which))


def _named(which: Round) -> Mapping[str, str]:
    return {"year": str(which.year), "months": str(which.months)}


def wanted_reports(
    which: Round, settings: DocumentSettings, words: Words, home: str = ""
) -> tuple[Wanted, ...]:
    """Name what is made of a round: its report, and the sheet it is keyed in from.

    Args:
        which: the round.
        settings: what the office wants.
        words: names things; the office's.
        home: the address of the document that people made for the report; without one
            it goes where all documents go that need none.

    Returns:
        The documents by their keys, which stay the same for ever; the report first.
    """
    said = _named(which)
    key, title = report_key(which, words), words.say("report.title", **said)
    wanted = [Wanted("report.docx", key, title, home=home.strip() or None)]
    if "web" in settings.also:
        page = words.say("document.web_title", title=title)
        wanted.append(Wanted("web/report.html", key, page, Kind.PAGE))
    keyin_key = words.say("report.keyin_key", **said)
    keyin_title = words.say("report.keyin_title", **said)
    return (*wanted, Wanted(KEYIN, keyin_key, keyin_title))


def _one_a_project(plan: Plan, key: str, words: Words) -> Iterator[Wanted]:
    numbers = numbers_printed([to_arabic(each.number) for each in plan.projects])
    for position, project in enumerate(plan.projects):
        number = shorten(numbers[position], _LONGEST_NAME)
        name = shorten(printable(project.name), _LONGEST_NAME)
        yield Wanted(
            "project.docx",
            words.say("document.project_key", key=key, project=project.key),
            words.say("document.project_title", number=number, name=name).strip(),
            position=position,
            name=f"{number} {name}".strip(),
        )


_LONGEST_NAME = 200
"""Columns of a project's name in a title, which stands in a cell and names a file."""
