"""What a person at a terminal sees; a pipe gets the same as plain lines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.status import Status
from rich.table import Table
from rich.text import Text

from sync.doctor import Level, Result
from sync.documents.links import readable
from sync.documents.publish import PublishedDocument
from sync.errors import Told
from sync.mail.view import day_in_words
from sync.mail.waiting import reason_of
from sync.messages import Words
from sync.model.cells import CellEdit
from sync.model.findings import Confirmed, Finding, Severity
from sync.model.imports import ImportedPlan
from sync.model.mail import MailState, Message, Queued
from sync.model.plan import Info
from sync.plan.findings import counts_in_words, project_numbers
from sync.plan.labels import Headers
from sync.plan.places import confirmed_in_words, place_with_cell
from sync.rules.rulebook import Entry
from sync.sheet.tables import read_text, text_of
from sync.thai.folding import LETTERS_A_COLUMN, OBEYED, shorten, visible, width
from sync.thai.money import baht

if (
    TYPE_CHECKING
):  # they take long to load, and much memory: not for a look at the record
    from sync.cycle.check import Judgement
    from sync.cycle.night import Report
    from sync.importing.shortfall import Shortfall
    from sync.rules.sources import Source

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LEVEL_COLOURS = {Level.WARNING: "yellow", Level.WRONG: "red"}
_MOST_EDITS = 30
_MOST_LINKS = 6
_LOST_WIDTH = 60


def _text(text: str, style: str = "") -> Text:
    """Return a text without markup, and without what the terminal would obey."""
    return Text(visible(text), style=style)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=False)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Shows results in the office's language."""

    words: Words
    out: Console = field(default_factory=_console)

    # --- results ----------------------------------------------------------------

    def show_report(self, report: "Report", outbox: Path | None) -> None:
        """Show what a cycle found and did; ``outbox`` is where mail lies, if it does."""
        self.show_judged(report.judgement)
        words = self.words
        state = "draft" if report.judgement.errors else "official"
        news = "published" if report.plan_document.new else "unchanged"
        cells = "cells_written" if report.edits else "cells_same"
        mails = "mails_none"
        if report.messages:
            mails = "mails_sent" if outbox is None else "mails_put"
        self._facts(
            ("sheet", words.say(f"terminal.{cells}", count=str(len(report.edits)))),
            (
                "document",
                f"{words.say(f'terminal.{state}')} · {words.say(f'terminal.{news}')}",
            ),
            *(("", readable(link)) for _, link in report.links[:_MOST_LINKS]),
            *(("", news) for shown in report.shown for news in self._trouble(shown)),
            (
                "mail",
                words.say(
                    f"terminal.{mails}",
                    count=str(len(report.messages)),
                    path=str(outbox),
                ),
            ),
            *(("", self._undelivered(queued)) for queued in report.undelivered),
        )

    def _undelivered(self, queued: Queued) -> str:
        state = "given_up" if queued.state is MailState.FAILED else "waits"
        return self.words.say(
            f"terminal.mail_{state}",
            to=queued.message.recipient,
            reason=self.words.say(f"mail_reasons.{reason_of(queued)}"),
        )

    def _trouble(self, shown: PublishedDocument) -> Iterator[str]:
        """Yield what became of a person's changes in a document, and what it lacks."""
        facts = {"title": shown.document.title, "link": readable(shown.link)}
        if shown.held:
            yield self.words.say(
                "terminal.held", date=day_in_words(shown.held.as_of, self.words)
            )
            yield from self._trouble(shown.held.draft)
        if shown.restored:
            yield self.words.say("terminal.restored", **facts)
        if shown.left:
            yield self.words.say("terminal.left", **facts)
        if shown.kept:
            kept = readable(shown.kept)
            yield self.words.say("terminal.kept", title=facts["title"], link=kept)
        if shown.lost:
            text = shorten(shown.lost[0], _LOST_WIDTH)
            yield self.words.say("terminal.lost", text=text, **facts)

    def show_judged(self, judgement: "Judgement") -> None:
        """Show a plan's totals and its findings by cell."""
        self._show_totals(judgement)
        self.show_findings(judgement.localized_findings, len(judgement.told.confirmed))
        self._show_confirmed(judgement)

    def _show_totals(self, judgement: "Judgement") -> None:
        words, totals = self.words, judgement.totals
        year = judgement.plan.info.fiscal_year
        self.line(
            words.say(
                "terminal.plan",
                year=str(year or words.say("terminal.year_unknown")),
                office=judgement.plan.info.text(Info.OFFICE),
            ),
            style="bold",
        )
        q1, q2, q3, q4 = map(str, totals.per_quarter)
        d1, d2, d3, d4 = map(str, totals.per_dimension)
        self.line(
            words.say(
                "terminal.totals",
                projects=str(totals.projects),
                budget=baht(totals.budget),
            )
        )
        self.line(words.say("terminal.per_quarter", q1=q1, q2=q2, q3=q3, q4=q4))
        self.line(words.say("terminal.per_dimension", d1=d1, d2=d2, d3=d3, d4=d4))

    def show_findings(self, findings: Sequence[Finding], confirmed: int = 0) -> None:
        """Show findings, most important first; as many besides were ``confirmed``."""
        self.line("")
        if not findings:
            self.line(self.words.say("terminal.clean"), style="green")
            return
        self.line(counts_in_words(findings, self.words, confirmed), style="bold")
        if not self.out.is_terminal:
            for finding in findings:
                self.line(
                    f"{finding.severity}\t{finding.rule}\t"
                    f"{place_with_cell(finding, self.words)}\t"
                    f"{finding.message}\t{finding.suggestion}"
                )
            return
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for finding in findings:
            colour = _COLOURS[finding.severity]
            said = _text(place_with_cell(finding, self.words), "bold")
            said.append(_text(f"\n{finding.message}", "not bold"))
            if finding.suggestion:
                said.append(_text(f"\n→ {finding.suggestion}", "not bold dim"))
            table.add_row(Text("●", style=colour), said)
        self.out.print(Padding(table, (0, 0, 0, 1)))

    def _show_confirmed(self, judgement: "Judgement") -> None:
        """Show what staff confirmed, and how much of it does not count."""
        words, confirmed = self.words, judgement.told.confirmed
        if confirmed:
            count = str(len(confirmed))
            self.line(words.say("terminal.confirmed", count=count), style="bold")
        for each in confirmed:
            self.line(f"  {confirmed_in_words(each, words)}", style="dim")
        if judgement.told.refused:
            count = str(judgement.told.refused)
            self.line(words.say("findings.refused", count=count), style="yellow")

    def show_checked(self, judgement: "Judgement") -> None:
        """Show a plan's findings project by project, with the text they are about."""
        if not self.out.is_terminal or not judgement.localized_findings:
            self.show_judged(judgement)
            return
        self._show_totals(judgement)
        names = dict(
            zip(project_numbers(judgement.plan), judgement.plan.projects, strict=True)
        )
        for number in (None, *names):
            own = [
                finding
                for finding in judgement.localized_findings
                if finding.project == number
            ]
            if not own:
                continue
            self.line("")
            if number is None:
                self.line(self.words.say("terminal.whole_plan"), style="bold")
            else:
                self.line(f"{number}. {names[number].name}", style="bold")
            for finding in own:
                self._show_finding(finding, judgement)
        self.line("")
        counts = counts_in_words(
            judgement.localized_findings, self.words, len(judgement.told.confirmed)
        )
        self.line(counts, style="bold")
        self._show_confirmed(judgement)

    def _show_finding(self, finding: Finding, judgement: "Judgement") -> None:
        said = Text("  ● ", style=_COLOURS[finding.severity])
        place = place_with_cell(finding, self.words)
        if finding.project is not None:  # it stands above
            facts = {"place": finding.field, "cell": str(finding.cell)}
            place = self.words.say("place.with_cell", **facts)
        said.append(_text(place, "bold default"))
        said.append(f"  {finding.rule}", style="dim not bold")
        self.out.print(said)
        self.out.print(Padding(_text(finding.message), (0, 0, 0, 6)))
        tab = judgement.reading.sheet.tab(finding.cell.tab)
        typed = tab.value(finding.cell.row, finding.cell.column) if tab else None
        shown = excerpt(read_text(typed), finding.found, self.out.width - 10)
        for line, style in zip(shown, ("", "bold red"), strict=False):
            self.out.print(_text(f"      {line}", style), no_wrap=True)
        if finding.suggestion:
            hint = _text(f"→ {finding.suggestion}", "dim")
            self.out.print(Padding(hint, (0, 0, 0, 6)))

    def show_rules(self, entries: Sequence[Entry], *, whole: bool) -> None:
        """List rules, a line each; ``whole`` explains them."""
        for entry in entries:
            level = self.words.say(f"severity.{entry.severity}")
            self.line(f"{entry.code}\t{level}\t{entry.message}")
            if whole:
                self.line(f"→ {entry.suggestion}")
                said = "confirmable" if entry.confirmable else "not_confirmable"
                self.line(self.words.say(f"rules.{said}"))
                self.line(entry.reason)
                self._show_sources(entry.sources)

    def _show_sources(self, sources: Sequence["Source"]) -> None:
        words = self.words
        for source in sources:
            name, seen = source.names[words.language], source.seen
            said = words.say("rules.source", name=name, seen=day_in_words(seen, words))
            self.line(said)
            self.line(f"  {source.address}")
        if not sources:
            self.line(words.say("rules.custom"))

    def show_preview(self, report: "Report", shown: Path) -> None:
        """Show what a cycle would have written and sent."""
        words = self.words
        self.show_judged(report.judgement)
        self.line("")
        self.line(words.say("terminal.preview"), style="bold yellow")
        cells = [edit for edit in report.edits if isinstance(edit, CellEdit)]
        edits = cells[:_MOST_EDITS]
        self._rows(
            words.say("terminal.would_write", count=str(len(cells))),
            [
                (str(edit.cell), text_of(edit.expected), "→", text_of(edit.new))
                for edit in edits
            ],
        )
        if more := len(cells) - len(edits):
            self.line("  " + words.say("terminal.and_more", count=str(more)))
        self._rows(
            words.say("terminal.would_send", count=str(len(report.messages))),
            [(message.recipient, message.subject) for message in report.messages],
        )
        self._facts(("preview_document", str(shown)))

    def show_mail(self, messages: Sequence[Message], shown: Path) -> None:
        """Show which mails would be sent, and where they are to be looked at."""
        words = self.words
        self.line(words.say("terminal.preview"), style="bold yellow")
        self._rows(
            words.say("terminal.would_send", count=str(len(messages))),
            [(message.recipient, message.subject) for message in messages],
        )
        if not messages:
            self.line(words.say("terminal.no_mail_why"))
        self._facts(("preview_mail", str(shown)))

    def show_import(self, plan: ImportedPlan, where: str, headers: Headers) -> bool:
        """Show what an import brought in, and what it did not; tell if it is whole."""
        from sync.importing.shortfall import shortfall_of  # noqa: PLC0415  as above

        words, short = self.words, shortfall_of(plan, headers)
        self.line(
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
            self.line(said, style="yellow")
            for line in plan.unplaced:
                self.line(f"  {line}")
        if plan.repairs:
            count = str(plan.repairs)
            said = words.say("terminal.imported_repaired", count=count)
            self.line(said, style="yellow")
        if short:
            self.line(words.say("terminal.imported_short"), style="yellow")
        for said in self._missing(short, headers):
            self.line(f"  {said}")
        return not short

    def _missing(self, short: "Shortfall", headers: Headers) -> Iterator[str]:
        say = self.words.say
        if short.no_table:
            yield say("terminal.import_no_table")
        for name in short.without_detail:
            yield say("terminal.import_no_detail", name=name)
        for name in short.without_project:
            yield say("terminal.import_no_project", name=name)
        for name, missing in short.gaps.items():
            headings = ", ".join(headers.label(heading) for heading in missing)
            yield say("terminal.import_gap", name=name, headings=headings)

    def show_examined(self, results: Iterable[Result]) -> bool:
        """Show what the doctor finds, as it does; tell whether nothing is wrong."""
        say, wrong = self.words.say, 0
        for result in results:
            wrong += result.level is Level.WRONG
            level = say(f"doctor.level_{result.level}")
            name = say(f"doctor.name_{result.name}")
            style = _LEVEL_COLOURS.get(result.level, "")
            self.line(f"{level}\t{name}: {result.says}", style=style)
            if result.cure:
                self.line(f"\t→ {result.cure}")
        said = "doctor.not_well" if wrong else "doctor.all_well"
        self.line(say(said, count=str(wrong)), style="bold")
        return not wrong

    # --- lines ------------------------------------------------------------------

    def line(self, text: str, style: str = "") -> None:
        """Show one line as it is."""
        if self.out.is_terminal:
            # markup is off: text from the sheet is text
            self.out.print(_text(text, style))
        else:
            # one line: what a program reads line by line must not be forged
            self.out.file.write(f"{' '.join(visible(text).split(chr(10)))}\n")

    def _facts(self, *facts: tuple[str, str]) -> None:
        self.line("")
        for name, text in facts:
            label = self.words.say(f"terminal.{name}") if name else ""
            if self.out.is_terminal:
                grid = Table.grid(padding=(0, 2))
                grid.add_column(width=10)
                grid.add_row(_text(label, "bold"), Text(visible(text), overflow="fold"))
                self.out.print(grid)
            elif label:
                self.line(f"{label}\t{text}")
            else:
                self.line(text)

    def _rows(self, title: str, rows: Sequence[tuple[str, ...]]) -> None:
        self.line("")
        self.line(title, style="bold")
        for row in rows:
            self.line("  " + "  ".join(shorten(" ".join(c.split()), 60) for c in row))


def excerpt(text: str, found: str, columns: int) -> tuple[str, ...]:
    """Return the text around what was found, and a line of carets under it.

    Nothing where the found text does not stand in the cell as it is.
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
                "name": finding.name,
                "field": finding.field,
                "found": finding.found,
                "message": finding.message,
                "suggestion": finding.suggestion,
                **reason,
            }
            for finding, reason in said
        ],
        ensure_ascii=False,
        indent=2,
    )
    # outside of texts JSON has none of these but the ends of its own lines
    return OBEYED.sub(lambda char: f"\\u{ord(char[0]):04x}", listed)


def show_stop(stop: Told, words: Words) -> None:
    """Say on stderr what happened and what to do about it."""
    says, cure = words.say_stop(stop)
    console = Console(stderr=True, highlight=False)
    soft = not console.is_terminal
    console.print(Text("✗ ", style="bold red") + _text(says), soft_wrap=soft)
    console.print(Text("  → ", style="bold") + _text(cure), soft_wrap=soft)


@contextmanager
def progress(words: Words) -> Iterator["Progress"]:
    """Show the stage at work on stderr, where there is somebody to see it."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress(words, None)
        return
    with console.status(Text("")) as status:
        yield Progress(words, status)


@dataclass(frozen=True, slots=True)
class Progress:
    """Told of each stage, shows its name."""

    words: Words
    status: Status | None

    def __call__(self, stage: str) -> None:
        """Show that a stage begins."""
        if self.status:
            shown: RenderableType = Text(self.words.say(f"stages.{stage}") + "…")
            self.status.update(shown)
