"""What stands below a table and between its rows, and is none of its rows."""

import re
from collections.abc import Iterator, Sequence

from sync.importing.printed import is_page_number
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import filled_cells, line_of, texts_in
from sync.importing.workbook.signatures import lines_with_signatures
from sync.importing.workbook.total_row import says_amount
from sync.model.imports import Said
from sync.model.plan import Field
from sync.sheet.dimensions import read_dimension
from sync.sheet.lines import RowKind
from sync.sheet.parts import Part
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key
from sync.thai.told_sums import counts_told, says_count
from sync.thai.total_labels import is_note, may_be_words, read_section

_GROUP = re.compile(
    r"แผนงาน|ยุทธศาสตร์|กลยุทธ์|กลุ่ม|ด้าน|หมวด|ประเด็น|\(?\d{1,2}(?:\.\d{1,2})*[.)]"
)
"""What headings of groups begin with, and items of a list: none goes on with a name."""

_COUNTED = {"บาท", "โครงการ", "กิจกรรม"}
"""What a figure beside it counts."""


def lines_below(table: ProjectsTab) -> Sequence[str]:
    """Return the lines below a table, and between its rows, that are none of its rows.

    A page's number is none, nor what a total says once more: how many projects there
    are, and its amount in words.
    """
    others = {*table.rows.of(RowKind.SECTION)} - {*table.headings}
    rows = {*table.rows.of(RowKind.NOTE), *table.captions, *others}
    rows |= {*table.rows.of(RowKind.GROUP, RowKind.PART)}
    rows |= {row for row in table.rows.of(RowKind.BLANK) if _is_text(table, row)}
    rows |= {row for row in table.after if texts_in(table.whole, row)}
    rows -= {*table.other_table}
    lines = (*lines_with_signatures(table.whole, sorted(rows)), *_beside_total(table))
    return [
        line for line in lines if not (is_page_number(line) or _repeats(line, table))
    ]


def said_otherwise(table: ProjectsTab) -> Iterator[Said]:
    """Yield where the row of a total, or of a part's, counts other projects than there are."""
    projects = str(len(table.projects))
    for text in (table.totals.get(Field.NUMBER, ""), *_beside_total(table)):
        if says_count(text) not in {None, len(table.projects)}:
            yield _counted(table, table.rows.total, text, projects)
    for part in table.parts:
        text, own = line_of(table.whole, part.row), len(_projects_of(part, table))
        counts = [told.figure for told in counts_told(text)]
        if own and counts and own not in (*counts, sum(counts)):
            yield _counted(table, part.row, text, str(own))


def _counted(table: ProjectsTab, row: int | None, text: str, projects: str) -> Said:
    facts = {"text": text, "projects": projects}
    if table.title:
        return Said("doubt_count", {"tab": table.title, "row": str(row), **facts})
    return Said("doubt_count_here", facts)


def _projects_of(part: Part, table: ProjectsTab) -> Sequence[int]:
    """Return the projects that a sub-total stands for: by dimension if it names one.

    None where it may stand for others as well.
    """
    if part.others:
        return ()
    if not part.dimensions:
        return part.rows
    own = {
        row: read_dimension(texts[Field.DIMENSION], table.headers)
        for row, texts in table.projects.items()
    }
    return [row for row, dimension in own.items() if dimension in part.dimensions]


def names_cut(table: ProjectsTab) -> Iterator[Said]:
    """Yield where a text below a project, with nothing of a project's, may go on with its name."""
    name, last = "", 0
    for row in table.rows.kinds:
        name, last = name if row == last + 1 else "", row
        if row in table.projects:
            name = table.projects[row][Field.NAME]
        elif row not in table.captions or row in table.other_table:
            name = ""
        elif (text := clean(table.table.text(row, Field.NAME))) and name:
            if _heads_others(text):
                name = ""
                continue
            facts = {"text": text, "name": name}
            place = {"tab": table.title, "row": str(row)}
            where = Said("at_number", place) if table.title else _row_of(text)
            yield Said("doubt_name_cut", facts, where)


def _row_of(label: str) -> Said:
    return Said("at_row", {"label": label})


def _heads_others(text: str) -> bool:
    """Whether a text names a group of projects below it."""
    is_noted = is_note(text) and not may_be_words(text)
    return is_noted or bool(read_section(text) or _GROUP.match(text))


def _is_text(table: ProjectsTab, row: int) -> bool:
    """Whether a row without a project's texts has a line all the same.

    In the place of its number, or above all projects.
    """
    if row < min(table.projects):
        return any(map(str.isalpha, line_of(table.whole, row)))
    number = to_arabic(table.table.text(row, Field.NUMBER)).strip(".")
    return bool(number) and not number.isdecimal()


def _beside_total(table: ProjectsTab) -> Iterator[str]:
    """Yield texts of the total's row that are in no column of ours, or not of it."""
    if (row := table.rows.total) is None:
        return
    yield from table.beside_total
    ours = table.table.columns.values()
    for column, text in filled_cells(table.table.tab, row).items():
        if column not in ours and any(map(str.isalpha, text)):
            yield text


def _repeats(line: str, table: ProjectsTab) -> bool:
    """Whether a line says what the total's figures say."""
    if table.rows.total is None:
        return False
    amount = table.totals.get(Field.BUDGET, "")
    is_unit = key(line) in _COUNTED
    return (
        is_unit or says_count(line) == len(table.projects) or says_amount(line, amount)
    )
