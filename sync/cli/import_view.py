"""What a source has and what an import brings in, as a person at a terminal sees it."""

from collections.abc import Iterator, Mapping

from sync.cli.terminal import Terminal
from sync.importing.same_names import texts_of_each
from sync.importing.shortfall import Shortfall, shortfall_of
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS, Field, Heading
from sync.plan.labels import Headers
from sync.thai.folding import shorten
from sync.thai.money import baht, parse_baht
from sync.thai.ticks import parse_ticks

_LONGEST_LINE = 100
_MOST_LINES = 40
"""Lines without a place that are shown; the tab ข้อมูลแผน has them all."""

_MOST_REPAIRS = 8

_UNREAD = "?"
"""Stands for what is in a quarter and is no tick that we know."""

_WHOLE = {"doubt_sum_unread"}
"""What is told of a plan that is whole all the same: its check names the budget."""

_SHOWN = (Field.NUMBER, Field.NAME, Field.DIMENSION, Field.BUDGET)


def show_source(plan: ImportedPlan, headers: Headers, shown: Terminal) -> bool:
    """Show what was found in a source, and what was not, and return whether it is whole."""
    say = shown.words.say
    for found in plan.found:
        shown.line(_said(found, headers, shown))
    _show_projects(plan, headers, shown)
    _show_doubts(plan, headers, shown)
    _show_left(plan, headers, shown)
    _show_repairs(plan, shown)
    if plan.lost_am:
        shown.line(say("terminal.imported_lost_am"), style="yellow")
    short = shortfall_of(plan, headers)
    for name, other in short.drifted:
        said = say("terminal.import_drifted", name=name, other=other)
        shown.line(said, style="yellow")
    if short:
        shown.line(say("terminal.imported_short"), style="yellow")
    for said in _missing(short, headers, shown):
        shown.line(f"  {said}")
    in_part = any(doubt.code not in _WHOLE for doubt in plan.doubts)
    return not (short or plan.lost_am or in_part)


def show_imported(plan: ImportedPlan, where: str | None, shown: Terminal) -> None:
    """Say where the plan is now; or, where it is nowhere yet, how to go on."""
    counts = {"projects": str(len(plan.projects)), "details": str(len(plan.details))}
    if where is None:
        said = shown.words.say("terminal.import_shown", **counts)
        shown.line(said, style="bold yellow")
    else:
        shown.line(shown.words.say("terminal.imported", path=where, **counts))


def _show_projects(plan: ImportedPlan, headers: Headers, shown: Terminal) -> None:
    """Show the table as it would stand in the sheet, and who has a detail."""
    if not plan.projects:
        return
    write = headers.write
    quarters = shown.words.say("terminal.import_quarters")
    titles = [write("projects", name) for name in _SHOWN]
    rows = [tuple(_cells(row)) for row in plan.projects]
    detail = shown.words.say("terminal.import_detail")
    shown.table(
        (*titles, quarters, detail),
        [
            (*cells, _headings(texts))
            for cells, texts in zip(rows, texts_of_each(plan), strict=True)
        ],
        wide=_SHOWN.index(Field.NAME),
        numbers=[_SHOWN.index(Field.BUDGET)],
    )
    if any(_UNREAD in cells[-1] for cells in rows):
        shown.line(shown.words.say("terminal.import_unread", sign=_UNREAD))


def _cells(row: Mapping[Field, str]) -> Iterator[str]:
    yield row[Field.NUMBER]
    yield row[Field.NAME]
    yield row[Field.DIMENSION]
    read = parse_baht(row[Field.BUDGET])
    yield baht(read.baht) if read and read.plain else row[Field.BUDGET]
    ticks = parse_ticks([row[quarter] for quarter in QUARTERS])
    yield " ".join(
        _UNREAD if tick is None else str(number)
        for number, tick in enumerate(ticks, 1)
        if tick is not False
    )


def _headings(texts: Mapping[Heading, str]) -> str:
    """Return how many of its headings a detail has."""
    filled = sum(bool(texts.get(heading)) for heading in Heading)
    return f"{filled}/{len(Heading)}" if filled else "–"


def _show_left(plan: ImportedPlan, headers: Headers, shown: Terminal) -> None:
    say = shown.words.say
    if plan.unplaced:
        said = say("terminal.imported_unplaced", count=str(len(plan.unplaced)))
        shown.line(said, style="yellow")
    for line in plan.unplaced[:_MOST_LINES]:
        shown.line(f"  {shorten(' '.join(line.split()), _LONGEST_LINE)}")
    if len(plan.unplaced) > _MOST_LINES:
        more = str(len(plan.unplaced) - _MOST_LINES)
        shown.line("  " + say("terminal.import_more", count=more))
    if plan.left:
        shown.line(say("terminal.import_left"), style="yellow")
    for left in plan.left:
        shown.line(f"  {_said(left, headers, shown)}")


def _show_doubts(plan: ImportedPlan, headers: Headers, shown: Terminal) -> None:
    if plan.doubts:
        shown.line(shown.words.say("terminal.import_doubts"), style="yellow")
    for doubt in plan.doubts:
        shown.line(f"  {_said(doubt, headers, shown)}")


def _show_repairs(plan: ImportedPlan, shown: Terminal) -> None:
    """Show where Thai was put right: the first few places, and how many more."""
    if not plan.repairs:
        return
    say, more = shown.words.say, len(plan.repairs) - _MOST_REPAIRS
    said = say("terminal.imported_repaired", count=str(len(plan.repairs)))
    shown.line(said, style="yellow")
    shown.line(f"  {', '.join(plan.repairs[:_MOST_REPAIRS])}")
    if more > 0:
        shown.line("  " + say("terminal.import_more", count=str(more)))


def _said(said: Said, headers: Headers, shown: Terminal) -> str:
    facts = dict(said.facts)
    if said.place:
        facts["place"] = _said(said.place, headers, shown)
    if heading := facts.get("heading"):
        facts["heading"] = headers.label(Heading(heading))
    return shown.words.say(f"imports.{said.code}", **facts)


def _missing(short: Shortfall, headers: Headers, shown: Terminal) -> Iterator[str]:
    say = shown.words.say
    for info in short.without_info:
        yield say("terminal.import_no_info", heading=headers.label(info))
    if short.no_table:
        yield say("terminal.import_no_table")
    if short.without_heading:
        nothing = len(short.without_heading) == len(Heading)
        code = "import_no_details" if nothing else "import_no_heading"
        headings = ", ".join(map(headers.label, short.without_heading))
        yield say(f"terminal.{code}", headings=headings)
    for name in short.without_detail:
        yield say("terminal.import_no_detail", name=name)
    for name in short.without_project:
        yield say("terminal.import_no_project", name=name)
    for name, missing in short.gaps.items():
        headings = ", ".join(headers.label(heading) for heading in missing)
        yield say("terminal.import_gap", name=name, headings=headings)
