"""A tab's table of projects: which rows are its projects, and what stands around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sync.importing.above import Above
from sync.importing.front import parse_front
from sync.importing.source import SourceLine
from sync.importing.workbook.facts import Facts, facts_by_row
from sync.importing.workbook.form_titles import is_form_title, without_form_titles
from sync.importing.workbook.labelled import lines_of
from sync.importing.workbook.reading import texts_in, year_in
from sync.importing.workbook.total_row import with_label
from sync.importing.workbook.units import unit_in
from sync.model.cells import Cell, Tab, spans
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field, Info
from sync.plan.labels import Headers
from sync.sheet.amounts import amount_of
from sync.sheet.budgets import budget_cell
from sync.sheet.dimensions import named_dimension
from sync.sheet.lines import RowKind, look_at
from sync.sheet.parts import Part
from sync.sheet.quarters import read_quarters
from sync.sheet.rivals import Rivals
from sync.sheet.rows import Rows
from sync.sheet.tables import Table, read_text
from sync.thai.dates import parse_year
from sync.thai.folding import clean
from sync.thai.money import parse_baht
from sync.thai.total_labels import is_note, read_section

_IN_DOUBT = "?"
"""Read as neither a tick nor its absence."""

_TELLING = (Field.DIMENSION, Field.BUDGET, "quarters")
_DIMENSION, _DIMENSIONS = "มิติ", 4
_NO_PARTS = {_DIMENSION, "ไตรมาส"}
"""Words of headings that part no plan: a quarter's table has all its projects again."""

_TICK = "☑"
_SECOND_TABLE = "TOT008"


@dataclass(frozen=True)
class ProjectsTab:
    """A tab with a table of projects, of which all is found by its headers.

    ``whole`` is the tab, of which ``table`` ends where sections of details begin.
    """

    whole: Tab
    table: Table
    rows: Rows
    headers: Headers
    above: Above
    below: Sequence[int] = ()
    no_year: Said | None = None
    """Says where it has a column of budgets for every year, of which none is the plan's."""
    rivals: Rivals | None = None
    """Its columns of budgets, where there are several."""

    @property
    def title(self) -> str:
        """The tab's title."""
        return self.whole.title

    @property
    def cover(self) -> Sequence[str]:
        """The lines above the table, but for the heading of its only dimension."""
        return [line for row, line in self._above if row not in self.titles]

    @property
    def titles(self) -> Sequence[int]:
        """The rows above the table that name the only dimension it is of."""
        return [r for r, line in self._above if self.part and self.heads(line)]

    @property
    def _above(self) -> Sequence[tuple[int, str]]:
        lines = (
            (row, without_form_titles(texts_in(self.whole, row)))
            for row in self.above.own
            if row not in self.facts
        )
        return [(row, line) for row, line in lines if line]

    @cached_property
    def facts(self) -> Mapping[int, Facts]:
        """What rows of labels and texts above the table say of the plan."""
        return facts_by_row(self.whole, self.above.own, self.headers)

    @property
    def form_titles(self) -> Sequence[str]:
        """The texts above the table that name its form."""
        rows = self.above.own
        texts = (text for row in rows for text in texts_in(self.whole, row))
        return [text for text in texts if is_form_title(text)]

    @cached_property
    def year(self) -> int | None:
        """The fiscal year that its title names, or the lines above it."""
        if year := year_in(self.title):
            return year
        info, _ = parse_front(self.cover, (), ())
        every = (info, *self.facts.values())
        years = (parse_year(own.get(Info.FISCAL_YEAR, "")) for own in every)
        return next(filter(None, years), None)

    @cached_property
    def part(self) -> int | None:
        """The dimension whose projects alone these are, as its title says or its cover."""
        named = set(filter(None, map(self.heads, self._naming)))
        return named.pop() if len(named) == 1 else None

    @cached_property
    def section(self) -> tuple[str, int] | None:
        """The part of a plan that these projects are, as “ยุทธศาสตร์ที่ 2”."""
        if self.part:
            return _DIMENSION, self.part
        named = set(filter(None, map(read_section, self._naming)))
        named = {(word, number) for word, number in named if word not in _NO_PARTS}
        return named.pop() if len(named) == 1 else None

    @cached_property
    def unit(self) -> str | None:
        """The unit of the office whose projects these are, as “กองคลัง”.

        Its title says so, or a text above the table.
        """
        above = (text for row in self.above.own for text in texts_in(self.whole, row))
        return unit_in((self.title, *above))

    @property
    def _naming(self) -> Sequence[str]:
        return (self.title, *dict(self._above).values())

    @cached_property
    def columns(self) -> frozenset[str]:
        """Which of the columns there are that make a table the official one."""
        found = {str(name) for name in _TELLING if name in self.table.columns}
        if not self.table.columns.keys().isdisjoint(QUARTERS):
            found.add("quarters")
        if self.part or self.rows.sections:
            found.add(Field.DIMENSION)
        return frozenset(found)

    @cached_property
    def projects(self) -> Mapping[int, Mapping[Field, str]]:
        """Its projects by row, each cell as typed.

        A merged dimension, tick or remark holds for all its rows, and a heading “มิติที่ 2”
        for the rows below it that have no dimension of their own.
        """
        found: dict[int, Mapping[Field, str]] = {}
        for row in self.rows.projects():
            if row in self.captions:
                continue
            texts = {name: self._text(row, name) for name in Field}
            known = self.rows.sections.get(row) or self.part
            if not texts[Field.DIMENSION] and known:
                texts[Field.DIMENSION] = str(known)
            found[row] = {**texts, **_spread_ticks(self.table, row)}
        return found

    @cached_property
    def project_rows(self) -> Sequence[int]:
        """The rows of its projects, from above."""
        return sorted(self.projects)

    @cached_property
    def captions(self) -> frozenset[int]:
        """Rows with a text and nothing of a project's, in a table whose rows have more."""
        signs = {
            row: look_at(self.table, row, self.headers).signs
            for row in self.rows.projects()
        }
        if sum(count > 1 for count in signs.values()) * 2 < len(signs):
            return frozenset()
        return frozenset(row for row, count in signs.items() if not count)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Its sub-totals, each with the projects it stands for: captions are none."""
        return [part.among(self.projects) for part in self.rows.parts]

    @cached_property
    def sums_in_doubt(self) -> Sequence[Part]:
        """Its sums that may be the plan's, or of some of its projects."""
        return [part.among(self.projects) for part in self.rows.in_doubt]

    @property
    def filled(self) -> Sequence[int]:
        """The rows of its projects, and those between that go on with one."""
        rows = self.rows.of(RowKind.PROJECT, RowKind.BLANK)
        first = min(self.projects)
        others = self.captions | self.after
        return [row for row in rows if row >= first and row not in others]

    @cached_property
    def after(self) -> frozenset[int]:
        """The rows below the last project that go on with none: it has been added up, or signed."""
        last, ended, found = max(self.projects), False, set()
        for row, kind in self.rows.kinds.items():
            ended |= row > last and (
                kind is not RowKind.BLANK
                or any(map(is_note, texts_in(self.whole, row)))
            )
            if ended and kind is RowKind.BLANK:
                found.add(row)
        return frozenset(found)

    @property
    def merged_budgets(self) -> Iterator[Said]:
        """Yield each budget in a cell merged over several projects, and their names."""
        sharers: dict[Cell, list[int]] = {}
        for row in self.projects if Field.BUDGET in self.table.columns else ():
            sharers.setdefault(budget_cell(self.table, row), []).append(row)
        for cell, rows in sharers.items():
            if len(rows) > 1:
                names = [self.projects[row][Field.NAME] for row in rows]
                facts = merged_budget(self.projects[rows[0]][Field.BUDGET], names)
                cells = f"{cell.a1}:{self.table.cell(rows[-1], Field.BUDGET).a1}"
                place = {"tab": self.title, "cells": cells}
                yield Said("doubt_merged_budget", {**place, **facts})

    @property
    def nested(self) -> Iterator[Said]:
        """Yield once which projects may be parts of another, or head several."""
        rows = [row for row in self.rows.nested if row in self.projects]
        if rows and self.title:
            facts = {"tab": self.title, "row": spans(rows)}
            yield Said("doubt_nested", {}, Said("at_number", facts))
        elif rows:
            label = self.projects[rows[0]][Field.NAME]
            yield Said("doubt_nested", {}, Said("at_row", {"label": label}))

    @property
    def totals(self) -> Mapping[Field, str]:
        """The row of the plan's total, its label in the first column."""
        return self._total[0]

    @property
    def beside_total(self) -> Sequence[str]:
        """The texts that stand in the total's row and are neither label nor figure."""
        return self._total[1]

    @cached_property
    def _total(self) -> tuple[Mapping[Field, str], Sequence[str]]:
        if (row := self.rows.total) is None:
            return {}, ()
        return with_label({name: self._text(row, name) for name in Field}, self.headers)

    @property
    def sums(self) -> Sequence[int]:
        """The rows of totals that are not the plan's; the worker adds up by itself."""
        kinds = (RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.UNNAMED)
        others = {*self.rows.of(*kinds)} - {self.rows.total} - {*self.other_table}
        return sorted(others)

    @property
    def headings(self) -> Sequence[int]:
        """The rows that name the dimension of those below them, by number or name."""
        return [
            row
            for row in self.rows.of(RowKind.SECTION)
            if any(self.heads(text) for text in texts_in(self.table.tab, row))
        ]

    def heads(self, text: str) -> int | None:
        """Return the dimension that a text is the heading of."""
        return dimension_in(text) or named_dimension(text, self.headers)

    @cached_property
    def other_table(self) -> Sequence[int]:
        """The rows of another table that begins below this one."""
        if self.below:
            return self.below
        hits = (hit.cell.row for hit in self.rows.hits if hit.rule == _SECOND_TABLE)
        start = next((row for row in hits if row > self.table.top), None)
        return [row for row in self.rows.kinds if start and row >= start]

    def sections(self) -> list[SourceLine]:
        """Return the lines below the table that are details of projects."""
        rows = range(len(self.table.tab.rows) + 1, len(self.whole.rows) + 1)
        return lines_of(self.whole, rows, self.headers)

    def _text(self, row: int, name: Field) -> str:
        if name in {Field.DIMENSION, Field.REMARK, *QUARTERS}:
            return self.table.held(row, name)
        text = self.table.text(row, name)
        if name is Field.BUDGET and self.table.unit != 1:
            return _in_baht(self.table, row) or text
        return clean(text) if name is Field.NAME else text


def dimension_in(text: str) -> int | None:
    """Return the dimension that a text is the heading of."""
    word, number = read_section(text) or ("", 0)
    return number if word == _DIMENSION and 1 <= number <= _DIMENSIONS else None


def _in_baht(table: Table, row: int) -> str:
    """Return a budget that its header counts in thousands as baht, if it is figures."""
    value = table.value(row, Field.BUDGET)
    read = parse_baht(read_text(value))
    is_counted = isinstance(value, Decimal) or (read is not None and read.plain)
    amount = amount_of(table, value) if is_counted else None
    return "" if amount is None else read_text(amount)


def _spread_ticks(table: Table, row: int) -> Mapping[Field, str]:
    """Return the quarters of a row that has no column for each; what is unread as typed.

    Where nothing stands, between two ends of an arrow, another month of the quarter may
    tell it; else a sign asks.
    """
    if not table.spread:
        return {}
    read = read_quarters(table, row)
    ticks = {
        quarter: _TICK if number in read.quarters else ""
        for number, quarter in enumerate(QUARTERS, 1)
    }
    for cell, text in read.unread:
        whose = next(own for own in QUARTERS if cell.column in table.spread[own])
        ticks[whose] = text or ticks[whose] or _IN_DOUBT
    return ticks


def merged_budget(amount: str, names: Sequence[str]) -> Mapping[str, str]:
    """Return the facts of a budget that is several projects', nobody knows in which parts."""
    return {"amount": amount, "names": ", ".join(f"“{name}”" for name in names)}


def owners_of(tab: "ProjectsTab") -> Mapping[int, str]:
    """Return by row whose it is: its number, or its name where numbers begin anew."""
    numbers = {row: texts[Field.NUMBER] for row, texts in tab.projects.items()}
    are_one_each = len(set(numbers.values())) == len(numbers)
    return {
        row: numbers[row] if are_one_each and numbers[row] else texts[Field.NAME]
        for row, texts in tab.projects.items()
    }
