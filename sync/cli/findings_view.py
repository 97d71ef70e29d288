"""A plan's totals and findings, as a person at a terminal sees them, or a program."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sync.cli.terminal import Terminal, plain
from sync.cli.wrapping import wrap
from sync.messages import Words
from sync.model.findings import Confirmed, Finding, Severity
from sync.model.plan import Info
from sync.plan.findings import counts_in_words
from sync.plan.naming import in_title
from sync.plan.places import confirmed_in_words, place_with_cell
from sync.sheet.tables import read_text
from sync.thai.folding import LETTERS_A_COLUMN, OBEYED, shorten, visible, width
from sync.thai.money import baht

# it takes long to load, and much memory: not for a look at the record
if TYPE_CHECKING:
    from sync.cycle.judging import Judgement

_INDENT = 6
_MOST_OF_A_LINE = 0.6
_FEW = 12
"""Carets that are no row, however short the text above them is."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def show_judged(judgement: "Judgement", shown: Terminal) -> None:
    """Show a plan's totals and its findings by cell."""
    _show_totals(judgement, shown)
    show_findings(
        judgement.localized_findings, len(judgement.localized_verdict.confirmed), shown
    )
    _show_confirmed(judgement, shown)


def show_checked(judgement: "Judgement", shown: Terminal) -> None:
    """Show a plan's findings project by project, with the text they are about."""
    if not shown.out.is_terminal or not judgement.localized_findings:
        show_judged(judgement, shown)
        return
    _show_totals(judgement, shown)
    known = judgement.reading.matching.called
    names = [known[project.row] for project in judgement.plan.projects]
    order = list(Severity)
    for place, project in enumerate([None, *names]):
        own = sorted(
            (
                finding
                for finding in judgement.localized_findings
                if (finding.project or 0) == place
            ),
            key=lambda finding: order.index(finding.severity),
        )
        if not own:
            continue
        shown.line("")
        whole = shown.words.say("terminal.whole_plan")
        shown.line(in_title(project, shown.words) if project else whole, style="bold")
        for finding in own:
            _show_finding(finding, judgement, shown)
    shown.line("")
    counts = counts_in_words(
        judgement.localized_findings,
        shown.words,
        len(judgement.localized_verdict.confirmed),
    )
    shown.line(counts, style="bold")
    _show_confirmed(judgement, shown)


def _show_totals(judgement: "Judgement", shown: Terminal) -> None:
    words, totals = shown.words, judgement.totals
    year = judgement.plan.info.fiscal_year
    office = judgement.plan.info.text(Info.OFFICE)
    plan = words.say(
        "terminal.plan",
        year=str(year or words.say("terminal.year_unknown")),
        office=office,
    )
    shown.line(plan if office else plan.removesuffix(" · "), style="bold")
    q1, q2, q3, q4 = map(str, totals.per_quarter)
    d1, d2, d3, d4 = map(str, totals.per_dimension)
    shown.line(
        words.say(
            "terminal.totals",
            projects=str(totals.projects),
            budget=baht(totals.budget),
        )
    )
    shown.line(words.say("terminal.per_quarter", q1=q1, q2=q2, q3=q3, q4=q4))
    shown.line(words.say("terminal.per_dimension", d1=d1, d2=d2, d3=d3, d4=d4))


def show_findings(findings: Sequence[Finding], confirmed: int, shown: Terminal) -> None:
    """Show findings, most important first; as many besides were ``confirmed``."""
    shown.line("")
    if not findings:
        shown.line(shown.words.say("terminal.clean"), style="green")
        return
    shown.line(counts_in_words(findings, shown.words, confirmed), style="bold")
    if not shown.out.is_terminal:
        for finding in findings:
            shown.line(
                f"{_level(finding, shown)}\t{finding.rule}\t"
                f"{place_with_cell(finding, shown.words)}\t"
                f"{finding.message}\t{finding.suggestion}"
            )
        return
    for finding in findings:
        _show_head(finding, place_with_cell(finding, shown.words), "", shown)
        _show_said(finding, shown)


def _level(finding: Finding, shown: Terminal) -> str:
    return shown.words.say(f"severity.{finding.severity}")


def _show_head(finding: Finding, place: str, code: str, shown: Terminal) -> None:
    """Show how much a finding matters, in words for whoever sees no colours, and where."""
    mark = f"  ● {_level(finding, shown)}"
    lines = wrap(visible(f"{mark}  {place}{code}"), shown.out.width, _INDENT)
    for number, line in enumerate(lines):
        said = Text(line, style="bold")
        if number == 0:
            said.stylize(_COLOURS[finding.severity], 0, len(mark))
        if code and line.endswith(code.strip()):
            said.stylize("dim not bold", len(line) - len(code.strip()))
        shown.out.print(said, soft_wrap=True)


def _show_said(finding: Finding, shown: Terminal, quoted: Sequence[Text] = ()) -> None:
    """Show what a finding says, the text that it is about, and what it suggests."""
    _show_indented(finding.message, "", shown)
    for line in quoted:
        shown.out.print(line, soft_wrap=True)
    if finding.suggestion:
        _show_indented(f"→ {finding.suggestion}", "dim", shown)


def _show_indented(text: str, style: str, shown: Terminal) -> None:
    before = " " * _INDENT
    hanging = _INDENT + (2 if text.startswith("→ ") else 0)
    said = visible(text).replace("\n", f"\n{before}")
    for line in wrap(before + said, shown.out.width, hanging):
        shown.out.print(Text(line, style), soft_wrap=True)


def _show_confirmed(judgement: "Judgement", shown: Terminal) -> None:
    """Show what staff confirmed, and how much of it does not count."""
    words, confirmed = shown.words, judgement.localized_verdict.confirmed
    if confirmed:
        count = str(len(confirmed))
        shown.line(words.say("terminal.confirmed", count=count), style="bold")
    for each in confirmed:
        shown.line(f"  {confirmed_in_words(each, words)}", style="dim")
    if judgement.localized_verdict.refused:
        count = str(judgement.localized_verdict.refused)
        shown.line(words.say("findings.refused", count=count), style="yellow")


def _show_finding(finding: Finding, judgement: "Judgement", shown: Terminal) -> None:
    place = place_with_cell(finding, shown.words)
    if finding.project is not None:  # it stands above
        facts = {"place": finding.field, "cell": str(finding.cell)}
        said = shown.words.say("place.with_cell", **facts)
        place = said if finding.field else facts["cell"]
    _show_head(finding, place, f"  {finding.rule}", shown)
    tab = judgement.reading.sheet.tab(finding.cell.tab)
    typed = tab.value(finding.cell.row, finding.cell.column) if tab else None
    room = shown.out.width - _INDENT - 2
    quoted = [
        plain(f"{' ' * _INDENT}{line}", style)
        for line, style in zip(
            excerpt(read_text(typed), finding.found, room),
            ("", "bold red"),
            strict=False,
        )
    ]
    _show_said(finding, shown, quoted)


def excerpt(text: str, found: str, columns: int) -> tuple[str, ...]:
    """Return the text around what was found, and a line of carets under it.

    None is under all of a line, or most of it: that points at nothing. Nothing at all
    where the found text does not stand in the cell as it is.
    """
    at = text.find(found) if found else -1
    if at < 0:
        return ()
    before, after = (" ".join(part.split("\n")) for part in (text[:at], text[at:]))
    room = max(20, columns - min(width(found), columns // 2)) // 2
    # the loop below takes a letter at a time
    before = before[-LETTERS_A_COLUMN * room :]
    while width(before) > room:
        before = before[1:]
    while before and width(before[0]) == 0:
        before = before[1:]  # a mark whose letter was cut
    lead = "…" if len(before) < at else ""
    line = shorten(lead + before + after, columns)
    carets = "^" * max(1, min(width(found), columns - width(lead + before)))
    if len(carets) > width(line) * _MOST_OF_A_LINE and len(carets) > _FEW:
        return (line,)
    return line, " " * width(lead + before) + carets


def findings_json(
    findings: Sequence[Finding], words: Words, confirmed: Sequence[Confirmed] = ()
) -> str:
    """Return findings for a program: a list, one object each.

    Those that staff confirmed come last, each with the reason under ``confirmed``.
    """
    said: list[tuple[Finding, dict[str, str]]] = [(each, {}) for each in findings]
    said += [(each.finding, {"confirmed": each.reason}) for each in confirmed]
    listed = json.dumps(
        [
            {
                "rule": finding.rule,
                "severity": str(finding.severity),
                "tab": finding.cell.tab,
                "cell": finding.cell.a1,
                "place": place_with_cell(finding, words),
                "project": finding.project,
                "number": finding.called.number if finding.called else "",
                "name": finding.called.name if finding.called else "",
                "field": finding.field,
                "found": finding.found,
                "message": finding.message,
                "suggestion": finding.suggestion,
                "others": [str(cell) for cell in finding.others],
                **reason,
            }
            for finding, reason in said
        ],
        ensure_ascii=False,
        indent=2,
    )
    # outside of texts JSON has none of these but the ends of its own lines
    return OBEYED.sub(lambda char: f"\\u{ord(char[0]):04x}", listed)
