"""What an import brought in, as a person at a terminal sees it."""

from collections.abc import Iterator

from sync.cli.terminal import Terminal
from sync.importing.shortfall import Shortfall, shortfall_of
from sync.model.imports import ImportedPlan
from sync.plan.labels import Headers


def show_import(
    plan: ImportedPlan, where: str, headers: Headers, shown: Terminal
) -> bool:
    """Show what an import brought in, and what it did not; tell if it is whole."""
    words, short = shown.words, shortfall_of(plan, headers)
    shown.line(
        words.say(
            "terminal.imported",
            projects=str(len(plan.projects)),
            details=str(len(plan.details)),
            path=where,
        )
    )
    if plan.unplaced:
        count = str(len(plan.unplaced))
        said = words.say("terminal.imported_unplaced", count=count)
        shown.line(said, style="yellow")
        for line in plan.unplaced:
            shown.line(f"  {line}")
    if plan.repairs:
        count = str(plan.repairs)
        said = words.say("terminal.imported_repaired", count=count)
        shown.line(said, style="yellow")
    if plan.lost_am:
        shown.line(words.say("terminal.imported_lost_am"), style="yellow")
    if short:
        shown.line(words.say("terminal.imported_short"), style="yellow")
    for said in _missing(short, headers, shown):
        shown.line(f"  {said}")
    return not (short or plan.lost_am)


def _missing(short: Shortfall, headers: Headers, shown: Terminal) -> Iterator[str]:
    say = shown.words.say
    if short.no_table:
        yield say("terminal.import_no_table")
    for name in short.without_detail:
        yield say("terminal.import_no_detail", name=name)
    for name in short.without_project:
        yield say("terminal.import_no_project", name=name)
    for name, missing in short.gaps.items():
        headings = ", ".join(headers.label(heading) for heading in missing)
        yield say("terminal.import_gap", name=name, headings=headings)
