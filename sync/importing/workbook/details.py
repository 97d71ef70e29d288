"""The projects' details in a workbook: rows of a table, or running text, or columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.importing.joining import details_of, of_project
from sync.importing.same_names import Own
from sync.importing.sections import Section, read_section
from sync.importing.source import SourceLine
from sync.importing.starts import headings_in, ordinal_of, section_starts
from sync.importing.workbook.detail_headers import heading_of_column, results_in_column
from sync.importing.workbook.labelled import lines_of
from sync.importing.workbook.own_columns import Column, other_columns
from sync.importing.workbook.reading import text_at
from sync.model.cells import Tab
from sync.model.imports import ImportedDetail, Said
from sync.model.plan import Field, Heading
from sync.plan.labels import Headers
from sync.plan.naming import number_key
from sync.sheet.tables import Table, find_table
from sync.thai.folding import clean, key

_OF_ITS_OWN = frozenset(Heading) - {Heading.BUDGET, Heading.PERIOD}
"""Headings that nothing but details has; the table has budgets as well."""

_IN_DETAILS = frozenset({"name", "number", *Heading})
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class TableProjects:
    """The projects of the table, by folded name and by number.

    ``again`` has the numbers of each name in the order of the rows.
    """

    names: Mapping[str, str]
    numbers: Mapping[str, str]
    again: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, projects: Iterable[Mapping[Field, str]]) -> "TableProjects":
        """Return what is known of these projects."""
        rows = list(projects)
        again: dict[str, list[str]] = {}
        for row in rows:
            number = number_key(row[Field.NUMBER])
            again.setdefault(key(row[Field.NAME]), []).append(number)
        return cls(
            {key(row[Field.NAME]): row[Field.NAME] for row in rows},
            {
                number: row[Field.NAME]
                for row in rows
                if (number := number_key(row[Field.NUMBER]))
            },
            again,
        )

    def named(self, text: str) -> str | None:
        """Return the project that a text is the name or number of."""
        number = ordinal_of(text)
        by_number = number_key(text if number is None else number)
        return self.names.get(key(text)) or self.numbers.get(by_number)


@dataclass(slots=True)
class Details:
    """What was gathered so far; the first to say a thing of a project is believed."""

    found: dict[Own, ImportedDetail] = field(default_factory=dict)
    left: list[Said] = field(default_factory=list)

    def add(self, detail: ImportedDetail, tab: str, nth: int = 0) -> bool:
        """Take a project's detail, and return whether it says anything new.

        Args:
            detail: what is said of the project.
            tab: the title of the tab that says it.
            nth: how many projects of that name stand before this one.
        """
        own = Own(key(detail.name), nth)
        texts = {heading: text for heading, text in detail.texts.items() if text}
        known = self.found.get(own)
        before = known.texts if known else {}
        new = {heading: texts[heading] for heading in texts.keys() - before.keys()}
        if known is None or new:
            whole = {h: text for h in Heading if (text := before.get(h) or new.get(h))}
            name = known.name if known else detail.name
            self.found[own] = ImportedDetail(name, whole)
        for heading in texts.keys() & before.keys():
            if key(texts[heading]) != key(before[heading]):
                facts = {"tab": tab, "name": detail.name, "heading": heading.value}
                self.left.append(Said("left_twice", facts))
        return known is None or bool(new)

    def nth_of(self, detail: ImportedDetail, tab: str, known: TableProjects) -> int:
        """Return which project of its name a detail is of, where several have that name.

        The number in its tab's title tells, else the first of them of which nothing of
        this was said.
        """
        name = key(detail.name)
        numbers = known.again.get(name, ())
        number = ordinal_of(tab)
        if number is not None and (own := number_key(number)) in numbers:
            return numbers.index(own)
        said = (self.found.get(Own(name, nth)) for nth in range(len(numbers)))
        free = (
            nth
            for nth, before in enumerate(said)
            if before is None or before.texts.keys().isdisjoint(detail.texts)
        )
        return next(free, 0)


# --- rows of a table ------------------------------------------------------------------


def details_table(tab: Tab, headers: Headers) -> Table | None:
    """Find a table with a row a project and a column a heading."""
    table = find_table(tab, headers, "details", "projects")
    if table is None or "name" not in table.columns:
        return None
    # other columns of the table of projects are the office's own here
    own = {name: at for name, at in table.columns.items() if name in _IN_DETAILS}
    table = replace(table, columns={**_in_own_words(table, own, headers), **own})
    return table if len(_OF_ITS_OWN & table.columns.keys()) >= _FEWEST else None


def _in_own_words(
    table: Table, known: Mapping[str, int], headers: Headers
) -> Mapping[str, int]:
    """Return the columns of headings in words of the office's own, the leftmost of each."""
    texts = enumerate(table.tab.rows[table.top - 1], 1)
    return {
        heading: column
        for column, value in reversed([*texts])
        if column not in known.values() and (text := text_at(value))
        if (heading := heading_of_column(text, headers))
    }


@dataclass(frozen=True, slots=True)
class Beside:
    """What columns of no heading say of results, by row; and those columns' other texts."""

    results: Mapping[int, Sequence[tuple[Heading, str]]]
    columns: tuple[Column, ...]


def beside_headings(table: Table, headers: Headers) -> Beside:
    """Return what stands in a table of details under no heading of ours."""
    rows = [row for row in table.filled_rows() if row > table.header]
    results: dict[int, list[tuple[Heading, str]]] = {}
    columns: list[Column] = []
    for column in other_columns(table, rows):
        left: dict[int, str] = {}
        for row, text in column.texts.items():
            said, rest = results_in_column(column.title, text, headers)
            results.setdefault(row, []).extend(said.items())
            left |= {row: rest} if rest else {}
        columns += [replace(column, texts=left)] if left else []
    return Beside(results, tuple(columns))


def details_in_rows(
    table: Table, known: TableProjects, beside: Beside
) -> Iterator[ImportedDetail]:
    """Yield the details that rows are; a row without a name goes on with the one before."""
    name, texts = "", dict[Heading, list[str]]()
    for row in table.filled_rows():
        cells = [
            (heading, text)
            for heading in Heading
            if (text := _own_text(table, row, heading))
        ]
        if typed := clean(table.text(row, "name")):
            yield from details_under(name, texts)
            name, texts = known.names.get(key(typed), typed), {}
        if name:
            for heading, text in (*cells, *beside.results.get(row, ())):
                texts.setdefault(heading, []).append(text)
    yield from details_under(name, texts)


def without_detail(table: Table, known: TableProjects) -> Iterator[int]:
    """Yield the rows that say nothing of a project: captions, and what has no name yet."""
    is_named = False
    for row in table.filled_rows():
        name = clean(table.text(row, "name"))
        has_texts = any(_own_text(table, row, heading) for heading in Heading)
        is_named |= bool(name)
        if not is_named or (name and not has_texts and key(name) not in known.names):
            yield row


def _own_text(table: Table, row: int, heading: Heading) -> str:
    if heading not in table.columns or table.above(row, heading):
        return ""
    return text_at(table.value(row, heading))


def details_under(
    name: str, texts: Mapping[Heading, Sequence[str]]
) -> Iterator[ImportedDetail]:
    """Yield the detail of a project that these lines are, if there are any."""
    if name and texts:
        yield ImportedDetail(name, {h: "\n".join(own) for h, own in texts.items()})


# --- running text ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sections:
    """Details found in running text, and the lines that belong to none."""

    details: tuple[ImportedDetail, ...]
    unplaced: tuple[str, ...]


def sections_in(
    lines: Sequence[SourceLine], headers: Headers
) -> list[list[SourceLine]]:
    """Return the sections in lines, with what stands before the first as that; or none.

    Lines without any beginning are one section, if they have a section's headings.
    """
    starts = sorted(section_starts(list(lines), headers))
    if not starts:
        found = headings_in(lines, headers) & _OF_ITS_OWN
        return [list(lines)] if len(found) >= _FEWEST else []
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    sections = [list(lines[start:end]) for start, end in bounds]
    sections[0][:0] = lines[: starts[0]]
    return sections


def details_in_text(
    sections: Sequence[Sequence[SourceLine]],
    title: str,
    known: TableProjects,
    headers: Headers,
) -> Sections:
    """Read sections; a project's name may also stand above them, or be the tab's title."""
    read, unplaced = [], list[str]()
    for lines in sections:
        section = read_section(lines, headers)
        name, rest = _name_of(section, title if len(sections) == 1 else "", known)
        above = [line for line in rest if key(line) != key(title)]
        unplaced += [of_project(name, text) for text in (*above, *section.apart)]
        read.append(Section((name,), section.lines, ()))
    return Sections(tuple(details_of(read, known.names)), tuple(unplaced))


def _name_of(
    section: Section, title: str, known: TableProjects
) -> tuple[str, Sequence[str]]:
    """Return a section's name, and what of the lines above its headings says otherwise."""
    rest = [line for line in section.unplaced if known.named(line) is None]
    if section.name:
        return " ".join(section.name), rest
    named = filter(None, map(known.named, (*section.unplaced, title)))
    name = next(named, "") or _begun(title, known) or next(iter(rest), title)
    return name, [line for line in rest if line != name]


def _begun(title: str, known: TableProjects) -> str:
    """Return the one project whose name a title is the beginning of: titles are short."""
    begins = [name for own, name in known.names.items() if own.startswith(key(title))]
    return begins[0] if title and len(begins) == 1 else ""


def lines_in(tab: Tab, headers: Headers) -> list[SourceLine]:
    """Return a whole tab as lines."""
    return lines_of(tab, range(1, len(tab.rows) + 1), headers)
