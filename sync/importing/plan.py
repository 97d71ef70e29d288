"""From lines and rows to a plan; what has no place is kept and said.

An export of a plan has a cover, the official table, a few lines below it, and then a
section of nine headings for each project, numbered in an order of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sync.importing.above import Above, Line, line_above, part_above
from sync.importing.bare_names import with_labels
from sync.importing.forms import with_forms
from sync.importing.front import is_label, parse_front, preparer_taken
from sync.importing.joining import details_of, of_project
from sync.importing.mending import mend
from sync.importing.printed import is_ours, is_page_number, without_printed
from sync.importing.same_names import numbered
from sync.importing.sections import Section, read_section
from sync.importing.source import Aside, Flow, Part, Row, SourceLine
from sync.importing.stacked import unstack
from sync.importing.starts import (
    has_headings,
    is_ordinal,
    is_own_number,
    section_starts,
)
from sync.importing.table import ParsedTable, parse_table
from sync.importing.table_columns import cells_of
from sync.importing.workbook.details import TableProjects
from sync.importing.workbook.facts import Facts, agreeing, facts_by_row, whole_info
from sync.importing.workbook.form_titles import is_form_title
from sync.importing.workbook.signatures import lines_with_signatures
from sync.model.cells import Tab
from sync.model.imports import ImportedDetail, ImportedPlan, Said
from sync.model.plan import Field
from sync.plan.labels import Headers
from sync.thai.folding import key, shorten

_NO_TABLE = ParsedTable()
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class _Division:
    """Which lines of the source belong to what; ``titles`` are the sections' first lines."""

    cover: list[Line] = field(default_factory=list)
    below: list[Flow] = field(default_factory=list)
    sections: list[list[SourceLine]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


def parse_plan(
    parts: Sequence[Part], headers: Headers, dimensions: Sequence[str]
) -> ImportedPlan:
    """Understand a whole export; no text of it is lost."""
    mended = mend([part for part in parts if not is_ours(part.text)])
    whole = unstack(mended.parts, headers)
    flow = with_forms([p for p in whole if not isinstance(p, Aside)], headers)
    table = parse_table(flow, headers, dimensions, _is_foreign) or _NO_TABLE
    flow = _with_labels(flow, table, headers)
    division = _divide(flow, table, headers)
    above = part_above(division.cover)
    own = [division.cover[at] for at in above.own]
    said, rest = _labelled(own, headers)
    lines = [" ".join(line.texts) for line in rest]
    forms = [line for line in lines if is_form_title(line)]
    cover = [line for line in lines if not is_form_title(line)]
    below = [*_lines(division.below)]
    front, unplaced = parse_front(cover, below, dimensions)
    facts, otherwise = agreeing(said, front)
    known = TableProjects.of(table.projects)
    sections = [
        _named(read_section(lines, headers), title, known)
        for title, lines in zip(division.titles, division.sections, strict=True)
    ]
    names = {key(row[Field.NAME]): row[Field.NAME] for row in table.projects}
    described = list(details_of(sections, names))
    details, twice = _with_columns(described, table.details, names, headers)
    printed = [*names.values(), *(one.name for one in details)]
    left = (
        *unplaced,
        *otherwise,
        *table.unplaced,
        *twice,
        *division.strays,
        *(
            of_project(detail.name or title, text)
            for title, section, detail in zip(
                division.titles, sections, described, strict=True
            )
            for text in (*section.unplaced, *section.apart)
        ),
        *(part.text for part in whole if isinstance(part, Aside)),
    )
    return ImportedPlan(
        info=whole_info(facts, front),
        projects=tuple(table.projects),
        totals=table.totals,
        details=details,
        unplaced=tuple(without_printed(left, printed, table.totals)),
        repairs=mended.repairs,
        lost_am=mended.lost_am,
        found=(
            *table.found,
            *(Said("found_form_here", {"text": form}) for form in forms),
            *_preparer(preparer_taken((*cover, *below), front)),
        ),
        left=(*_other_tables(division.cover, above), *table.left),
        doubts=table.doubts,
    )


def _named(section: Section, title: str, known: TableProjects) -> Section:
    """Return a section with its project's name, where only the table tells which it is.

    Args:
        section: whose heading of the name may be missing.
        title: the line that it begins with.
        known: the table's projects.
    """
    if section.name:
        return section
    said = {line: name for line in section.unplaced if (name := known.named(line))}
    name = next(iter(said.values()), None) or known.named(title)
    rest = tuple(line for line in section.unplaced if said.get(line) != name)
    return replace(section, name=(name,), unplaced=rest) if name else section


def _labelled(
    lines: Sequence[Line], headers: Headers
) -> tuple[Sequence[tuple[str, Facts]], Sequence[Line]]:
    """Part the rows of a label and its text beside it from the other lines.

    Returns:
        Each such row as a line, with what it says; and the others.
    """
    tab = Tab("", tuple(tuple(line.texts) for line in lines))
    facts = facts_by_row(tab, range(1, len(lines) + 1), headers)
    said = [(" ".join(lines[row - 1].texts), own) for row, own in facts.items()]
    return said, [line for row, line in enumerate(lines, 1) if row not in facts]


def _preparer(name: str) -> Iterator[Said]:
    if name:
        yield Said("found_preparer", {"name": name})


def _other_tables(lines: Sequence[Line], above: Above) -> Iterator[Said]:
    if above.others:
        begins = " ".join(lines[above.others[0]].texts)
        facts = {"count": str(len(above.others)), "text": shorten(begins, _QUOTED)}
        yield Said("left_rows_above_here", facts)


def _with_columns(
    details: Iterable[ImportedDetail],
    columns: Iterable[ImportedDetail],
    names: Iterable[str],
    headers: Headers,
) -> tuple[tuple[ImportedDetail, ...], Sequence[str]]:
    """Add what the table's own columns say of projects to their sections.

    Returns:
        The details, and as lines what a section says otherwise.
    """
    whole = list(details)
    each = numbered(detail.name for detail in whole)
    places = {own: at for at, own in enumerate(each)}
    twice = []
    added = list(columns)
    owns = numbered(detail.name for detail in added)
    for detail, own in zip(added, owns, strict=True):
        at = places.get(own)
        if at is None:
            whole.append(detail)
            continue
        known = whole[at].texts
        whole[at] = replace(whole[at], texts={**detail.texts, **known})
        twice += [
            f"{headers.label(heading)} · {detail.name}: {text}"
            for heading, text in detail.texts.items()
            if heading in known and key(known[heading]) != key(text)
        ]
    if len(whole) > len(places):
        order = {name: at for at, name in enumerate(names)}
        whole.sort(key=lambda detail: order.get(key(detail.name), len(order)))
    return tuple(whole), twice


def _is_foreign(part: Flow) -> bool:
    return is_label(part.text) or is_ordinal(part.text)


def _with_labels(
    parts: Sequence[Flow], table: ParsedTable, headers: Headers
) -> Sequence[Flow]:
    """Return the parts, names of the table's projects above their details labelled."""
    lines = [
        part if isinstance(part, SourceLine) and at not in table.parts else None
        for at, part in enumerate(parts)
    ]
    names = {key(row[Field.NAME]) for row in table.projects}
    labelled = with_labels(lines, names, headers)
    return [line or part for line, part in zip(labelled, parts, strict=True)]


def _divide(parts: Sequence[Flow], table: ParsedTable, headers: Headers) -> _Division:
    """Hand out the lines: to the cover, to what is below the table, to sections."""
    division = _Division()
    starts = section_starts(
        [
            None if at in table.parts else _as_line(part)
            for at, part in enumerate(parts)
        ],
        headers,
    )
    is_below = False
    section: list[SourceLine] | None = None
    for at, part in enumerate(parts):
        if at in table.parts:
            is_below, section = True, None
        elif at in starts:
            number = len(division.sections) + 1
            first = _as_line(part)
            section = [] if is_own_number(first, number) else [first]
            division.sections.append(section)
            division.titles.append(part.text)
        elif section and is_ordinal(part.text) and not has_headings(section, headers):
            division.titles[-1] = part.text  # its own, below its title
        elif is_ordinal(part.text) or (section and is_page_number(part.text)):
            division.strays.append(part.text)
        elif section is not None:
            section.append(_as_line(part))
        elif is_below:
            division.below.append(part)
        else:
            division.cover.append(line_above(part))
    return division


def _lines(parts: Iterable[Flow]) -> Iterator[str]:
    """Yield lines, and rows as lines: who signs side by side, one after the other."""
    for is_row, run in groupby(parts, lambda part: isinstance(part, Row)):
        same = list(run)
        if is_row:
            tab = Tab("", tuple(cells_of(part) for part in same))
            yield from lines_with_signatures(tab, range(1, len(same) + 1))
        else:
            yield from (part.text for part in same)


def _as_line(part: Flow) -> SourceLine:
    return part if isinstance(part, SourceLine) else SourceLine(part.text, part.number)
