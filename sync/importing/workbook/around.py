"""The tabs beside the table's: details, the plan's own facts, a cover, or none of these."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sync.importing.bare_names import with_labels
from sync.importing.front import parse_front
from sync.importing.source import SourceLine
from sync.importing.workbook.details import (
    Details,
    TableProjects,
    beside_headings,
    details_in_rows,
    details_in_text,
    details_table,
    lines_in,
    sections_in,
    without_detail,
)
from sync.importing.workbook.facts import facts_by_row
from sync.importing.workbook.own_columns import (
    column_line,
    unknown_titles,
)
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import (
    line_of,
    text_at,
    texts_in,
    without_result,
    year_in,
)
from sync.model.cells import Tab, spans
from sync.model.imports import ImportedDetail, Said
from sync.model.plan import LINKS, Heading, Info
from sync.plan.labels import Headers
from sync.thai.dates import parse_year

_FEWEST_FACTS = 3
_LONGEST_COVER = 20
_WIDE = 3
"""Texts side by side that a cover has at most: who signs."""

_OF_A_COVER = {Info.TITLE, Info.OFFICE}


@dataclass(slots=True)
class Around:
    """What the tabs have said so far, of a plan of this ``year`` with ``known`` projects."""

    headers: Headers
    known: TableProjects
    year: int | None
    details: Details = field(default_factory=Details)
    info: dict[Info, str] = field(default_factory=dict)
    cover: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    sources: dict[str, int] = field(default_factory=dict)
    found: list[Said] = field(default_factory=list)
    left: list[Said] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)

    def take(self, tab: Tab, table: ProjectsTab | None) -> bool:
        """Read a tab that is not the table's, and return whether it was taken.

        Args:
            tab: which.
            table: its table of projects, if it has one.
        """
        year = table.year if table else year_in(tab.title)
        if self._take_facts(tab):
            return True
        if year and self.year and year != self.year:
            self._leave("left_year", tab, year=str(year))
            return False
        if self._take_rows(tab) or self._take_text(tab):
            return True
        if table:
            self._leave("left_table", tab, projects=str(len(table.projects)))
            return False
        if self._take_cover(tab):
            return True
        self._leave("left_tab", tab)
        return False

    def add_details(self, details: Sequence[ImportedDetail], tab: str) -> None:
        """Take details that a tab has."""
        new = sum(
            self.details.add(detail, tab, self.details.nth_of(detail, tab, self.known))
            for detail in details
        )
        if new:
            self.sources[tab] = self.sources.get(tab, 0) + new

    def _take_facts(self, tab: Tab) -> bool:
        """Read a tab with a heading and its text in each row, as our own ข้อมูลแผน."""
        facts: dict[Info, str] = {}
        for row in range(1, len(tab.rows) + 1):
            found = self.headers.find("info", text_at(tab.value(row, 1)))
            text = text_at(tab.value(row, 2))
            if found == Info.UNPLACED and text:
                self.unplaced.append(text)
            elif found and text and facts.setdefault(Info(found), text) != text:
                self.unplaced.append(line_of(tab, row))
        if len(facts) < _FEWEST_FACTS:
            return False
        # its documents are that spreadsheet's, not ours
        own = {info: text for info, text in facts.items() if info not in LINKS}
        self.info = {**own, **self.info}
        self.found.append(Said("found_facts", {"tab": tab.title}))
        return True

    def _take_rows(self, tab: Tab) -> bool:
        table = details_table(tab, self.headers)
        if table is None:
            return False
        beside = beside_headings(table, self.headers)
        details = list(details_in_rows(table, self.known, beside))
        self.add_details(details, tab.title)
        rows = [row for row in table.filled_rows() if row > table.header]
        names = {row: table.text(row, "name") for row in rows}
        self.unplaced += [column_line(column, names) for column in beside.columns]
        columns = [table.columns[name] for name in Heading if name in table.columns]
        self.say_formulas(tab, without_result(tab, rows, columns))
        for row in (*range(1, table.top), *without_detail(table, self.known)):
            self.say_line(tab, row, line_of(tab, row))
        for row, text in unknown_titles(table, rows, self.headers):
            self.say_line(tab, row, text)
        return True

    def _take_text(self, tab: Tab) -> bool:
        sections = self.sections_in(lines_in(tab, self.headers))
        if not sections:
            return False
        self.take_sections(sections, tab)
        return True

    def sections_in(self, lines: Sequence[SourceLine]) -> list[list[SourceLine]]:
        """Return the sections in lines, also those below a project's bare name."""
        labelled = with_labels(lines, self.known.names, self.headers)
        return sections_in([line for line in labelled if line], self.headers)

    def take_sections(self, sections: Sequence[Sequence[SourceLine]], tab: Tab) -> None:
        """Take sections of running text that stand in a tab."""
        read = details_in_text(sections, tab.title, self.known, self.headers)
        self.add_details(read.details, tab.title)
        self.unplaced += read.unplaced
        width = max(map(len, tab.rows), default=0)
        every = range(1, len(tab.rows) + 1)
        self.say_formulas(tab, without_result(tab, every, range(1, width + 1)))

    def say_line(self, tab: Tab, row: int, text: str) -> None:
        """Say that a text is left where it is."""
        if text:
            facts = {"tab": tab.title, "row": str(row), "text": text}
            self.left.append(Said("left_line", facts))

    def say_formulas(self, tab: Tab, cells: Sequence[str]) -> None:
        """Say which cells hold a formula whose result the file does not have."""
        if cells:
            facts = {"tab": tab.title, "cells": ", ".join(cells)}
            self.doubts.append(Said("doubt_formulas", facts))

    def _take_cover(self, tab: Tab) -> bool:
        """Read a tab that is a plan's cover: a few lines, its title or its office."""
        rows = [row for row in range(1, len(tab.rows) + 1) if line_of(tab, row)]
        labelled = facts_by_row(tab, rows, self.headers)
        others = [row for row in rows if row not in labelled]
        if len(rows) > _LONGEST_COVER or _has_table(tab, others):
            return False
        facts = {info: text for own in labelled.values() for info, text in own.items()}
        lines = [line_of(tab, row) for row in others]
        info, _ = parse_front(lines, (), ())
        info = {**facts, **info}
        year = parse_year(info.get(Info.FISCAL_YEAR, ""))
        if not _OF_A_COVER & info.keys() or len(info) < _FEWEST_FACTS:
            return False
        if year and self.year and year != self.year:
            return False
        self.cover += lines
        self.info = {**facts, **self.info}
        self.found.append(Said("found_cover", {"tab": tab.title}))
        return True

    def _leave(self, code: str, tab: Tab, **facts: str) -> None:
        rows = spans(row for row, cells in enumerate(tab.rows, 1) if cells)
        self.left.append(Said(code, {"tab": tab.title, "rows": rows, **facts}))


def _has_table(tab: Tab, rows: Sequence[int]) -> bool:
    """Whether rows of a tab have so much side by side that it is no cover."""
    return sum(len(texts_in(tab, row)) > _WIDE for row in rows) > 1
