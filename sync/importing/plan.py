"""From lines and rows to a plan; what has no place is kept and said.

An export of a plan has a cover, the official table, a few lines below it, and then a
section of nine headings for each project, numbered in an order of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.headers import Headers
from sync.importing.sections import parse_section
from sync.importing.source import Line, Part, Row
from sync.model import Field, ImportedDetail, ImportedPlan, Info, Tab
from sync.stages.tables import Table, find_table
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_SECTION = re.compile(r"ลำดับ(ที่)?\s*\d+")
_OFFICE_TYPES = (
    "องค์การบริหารส่วนตำบล",
    "องค์การบริหารส่วนจังหวัด",
    "เทศบาลนคร",
    "เทศบาลเมือง",
    "เทศบาลตำบล",
)
_YEAR = re.compile(r"(?:ประจำ)?ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4})")
_PERIOD = re.compile(
    r"\(?\s*(พ\.?\s*ศ\.?\s*\d{4}\s*[-–—]\s*(?:พ\.?\s*ศ\.?)?\s*\d{4})\s*\)?"
)
_PLACE = re.compile(r"(?:อำเภอ|อ\.)\s*(\S+)\s+(?:จังหวัด|จ\.)\s*(\S+)")
_LEGEND = re.compile(r"มิติ\s*(?:ที่)?\s*([1-4])\s*[:.]?\s*(.+)")
_BELOW = {
    "ข้อมูล ณ วันที่": Info.AS_OF,
    "ชื่อ - สกุล ผู้ออกรายงาน": Info.ISSUER,
    "ผู้ออกรายงาน": Info.ISSUER,
    "ตำแหน่งผู้ออกรายงาน": Info.ISSUER_POSITION,
    "ผู้อนุมัติ": Info.APPROVER,
    "ตำแหน่งผู้อนุมัติ": Info.APPROVER_POSITION,
}
"""What the lines below the table begin with. The document prints these words itself."""

_LEGEND_HEADINGS = {"คำอธิบาย", "คำอธิบาย:"}
_PREPARED_BY = "จัดทำโดย"


@dataclass(slots=True)
class _Draft:
    """What has been understood so far."""

    info: dict[Info, str] = field(default_factory=dict)
    projects: list[Mapping[Field, str]] = field(default_factory=list)
    totals: Mapping[Field, str] = field(default_factory=dict)
    details: list[ImportedDetail] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def tell(self, info: Info, text: str) -> None:
        """Take a text for a heading; a second one for it has no place."""
        if info in self.info and key(self.info[info]) != key(text):
            self.unplaced.append(text)
        self.info.setdefault(info, text)


def parse_plan(
    parts: Sequence[Part], headers: Headers, dimensions: Sequence[str]
) -> ImportedPlan:
    """Understand a whole export; no part of it is lost."""
    draft = _Draft()
    starts = [at for at, part in enumerate(parts) if _begins_section(part)]
    front = parts[: starts[0]] if starts else parts
    rows = [at for at, part in enumerate(front) if isinstance(part, Row)]
    table_ends = rows[-1] + 1 if rows else len(front)
    _parse_cover(front[: rows[0]] if rows else front, draft)
    _parse_table(front[rows[0] : table_ends] if rows else (), headers, draft)
    _parse_below(front[table_ends:], dimensions, draft)
    names = {key(row[Field.NAME]): row[Field.NAME] for row in draft.projects}
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        lines = [_as_line(part) for part in parts[start + 1 : end]]
        detail, unplaced = parse_section(lines, headers, names)
        draft.details.append(detail)
        draft.unplaced += unplaced
    return ImportedPlan(
        info=draft.info,
        projects=tuple(draft.projects),
        totals=draft.totals,
        details=tuple(draft.details),
        unplaced=tuple(draft.unplaced),
    )


def _begins_section(part: Part) -> bool:
    text = to_arabic(part.text) if isinstance(part, Line) else ""
    return bool(_SECTION.fullmatch(text))


def _as_line(part: Part) -> str:
    if isinstance(part, Line):
        return part.text
    return " ".join(cell for cell in part.cells if cell)


# --- the cover ------------------------------------------------------------------


def _parse_cover(parts: Sequence[Part], draft: _Draft) -> None:
    lines = [_as_line(part) for part in parts]
    english: list[str] = []
    after_prepared_by = False
    for line in lines:
        if after_prepared_by and not _PLACE.search(line):
            draft.tell(Info.PREPARED_BY, line)
        elif line.isascii():
            english.append(line)
        elif clean(line).startswith(_PREPARED_BY):
            rest = clean(line).removeprefix(_PREPARED_BY).strip(" :")
            if rest:
                draft.tell(Info.PREPARED_BY, rest)
            after_prepared_by = not rest
            continue
        elif not _is_table_title(line, draft.info):
            _parse_cover_line(line, draft)
        after_prepared_by = False
    if english:
        draft.info[Info.ENGLISH_TITLE] = "\n".join(english)


def _parse_cover_line(line: str, draft: _Draft) -> None:
    folded = to_arabic(clean(line))
    office_type = next((kind for kind in _OFFICE_TYPES if line.startswith(kind)), None)
    if match := _YEAR.fullmatch(folded):
        draft.tell(Info.FISCAL_YEAR, _same_place(clean(line), match))
    elif match := _PERIOD.fullmatch(folded):
        draft.tell(Info.PERIOD, _same_place(clean(line), match))
    elif match := _PLACE.fullmatch(folded):
        draft.tell(Info.AMPHOE, match[1])
        draft.tell(Info.PROVINCE, match[2])
    elif office_type:
        draft.tell(Info.OFFICE, line)
        draft.tell(Info.OFFICE_TYPE, office_type)
    elif line.startswith("แผน"):
        draft.tell(Info.TITLE, line)
    else:
        draft.unplaced.append(line)


def _same_place(typed: str, match: re.Match[str]) -> str:
    """Give a match's first group as typed: folding digits moved nothing."""
    return typed[match.start(1) : match.end(1)]


def _is_table_title(line: str, info: Mapping[Info, str]) -> bool:
    """The document prints this line anew from the plan's title, year and office."""
    title, office = info.get(Info.TITLE), info.get(Info.OFFICE)
    year = info.get(Info.FISCAL_YEAR)
    if not (title and office and year):
        return False
    return key(line) in {key(f"{title} พ.ศ. {year} ของ {office}"), key(title + office)}


# --- the table ------------------------------------------------------------------


def _parse_table(parts: Sequence[Part], headers: Headers, draft: _Draft) -> None:
    tab = Tab("", tuple(part.cells if isinstance(part, Row) else () for part in parts))
    table = find_table(tab, headers, "projects")
    if table is None or Field.NAME not in table.columns:
        draft.unplaced += [_as_line(part) for part in parts]
        return
    rows: list[dict[Field, str]] = []
    for at, part in enumerate(parts, 1):
        if at <= table.header:
            draft.unplaced += _unknown_headers(part, headers)
        elif isinstance(part, Line) and rows:
            # a name broken over two lines
            rows[-1][Field.NAME] = f"{rows[-1][Field.NAME]} {part.text}".strip()
        elif isinstance(part, Line):
            draft.unplaced.append(part.text)
        else:
            row, extra = _fields(table, at)
            draft.unplaced += extra
            if _is_total(row, headers):
                draft.totals = row
            else:
                rows.append(row)
    draft.projects += rows


def _fields(table: Table, at: int) -> tuple[dict[Field, str], list[str]]:
    """Give a row's cells by column, and those that stand under no header."""
    columns = {table.columns[name]: name for name in Field if name in table.columns}
    row = dict.fromkeys(Field, "")
    extra = []
    for column in range(1, len(table.tab.rows[at - 1]) + 1):
        text = str(table.tab.value(at, column) or "")
        if column in columns:
            row[columns[column]] = text
        elif text:
            extra.append(text)
    return row, extra


def _is_total(row: Mapping[Field, str], headers: Headers) -> bool:
    labels = (row[Field.NUMBER], row[Field.NAME])
    return any(text and headers.find("projects", text) == "total" for text in labels)


def _unknown_headers(part: Part, headers: Headers) -> list[str]:
    cells = part.cells if isinstance(part, Row) else (part.text,)
    return [cell for cell in cells if cell and not headers.find("projects", cell)]


# --- below the table ------------------------------------------------------------


def _parse_below(
    parts: Sequence[Part], dimensions: Sequence[str], draft: _Draft
) -> None:
    for part in parts:
        line = _as_line(part)
        bare = clean(line.lstrip("* "))
        found = [
            (len(begin), info, begin)
            for begin, info in _BELOW.items()
            if bare.startswith(begin)
        ]
        if found:
            _, info, begin = max(found)
            draft.tell(info, bare.removeprefix(begin).strip(" :"))
        elif clean(line) not in _LEGEND_HEADINGS and not _is_legend(line, dimensions):
            draft.unplaced.append(line)


def _is_legend(line: str, dimensions: Sequence[str]) -> bool:
    match = _LEGEND.fullmatch(to_arabic(clean(line)))
    if match is None:
        return False
    return key(match[2]) == key(dimensions[int(match[1]) - 1])
