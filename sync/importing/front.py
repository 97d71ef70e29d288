"""The cover and the lines below the table: whose plan, of which year, who signs it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.importing.believed import is_believed
from sync.model.plan import Info
from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_OFFICE_TYPES = "|".join(
    (
        "องค์การบริหารส่วนตำบล",
        "องค์การบริหารส่วนจังหวัด",
        "เทศบาลนคร",
        "เทศบาลเมือง",
        "เทศบาลตำบล",
        "เมืองพัทยา",
    )
)
_ERA = r"พ\.?\s*ศ\.?"
_PERIOD = rf"{_ERA}\s*\d{{4}}\s*[-–—]\s*(?:{_ERA})?\s*\d{{4}}"
_TABLE = r"(?:ตาราง|บัญชี|ทะเบียน|รายการ|รายชื่อ|รายละเอียด|สรุป|แสดง|จำนวน|งบประมาณ|โครงการ|กิจกรรม|มาตรการ)"
_TABLE_OF = rf"(?:{_TABLE}\s*(?:(?:{_TABLE}|และ|/|ประกอบ|ภายใต้|ตาม|ใน|ของ)\s*)*+)?+"
"""Words of a table's own title before the plan that it is of: they begin with what it is."""

_DRAFT = re.compile(
    r"^\(?\s*(?:ฉบับ)?ร่าง(?:ที่|ครั้งที่)?\s*\d?\s*\)?\s*[:.–-]?\s*(?=ตาราง|บัญชี|แผน)"
    r"|(?<=\S)\s*[(\[]\s*(?:ฉบับ)?ร่าง(?:ที่|ครั้งที่)?\s*\d?\s*[)\]]$"
)
"""What says that a paper is a draft, around its title: of no title is it a part."""

_TITLE = re.compile(rf"{_TABLE_OF}(?P<title>แผน.+)")

_OFFICE = re.compile(rf"(?:ของ\s*)?(?P<office>(?P<office_type>{_OFFICE_TYPES}).*)")
# e-mail and web addresses are no titles
_ENGLISH = re.compile(r"(?!.*(?:@|://|www\.))(?P<english_title>[A-Za-z][ -~–—‘’“”]*)")
_TABLE_TITLE = re.compile(
    rf"{_TABLE_OF}(?P<title>แผน.+?)\s*"
    rf"(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:{_ERA})?|{_ERA})\s*(?P<fiscal_year>\d{{4}})"
    rf"\s*(?:ของ)?\s*(?P<office>(?P<office_type>{_OFFICE_TYPES}).*)"
)
_TITLE_OF = re.compile(
    rf"{_TABLE_OF}(?P<title>แผน.+?)\s*(?:\(\s*(?P<period>{_PERIOD})\s*\)|)"
    rf"\s*(?:ของ)?\s*(?P<office>(?P<office_type>{_OFFICE_TYPES}).*)"
)
_VERSION = re.compile(
    rf"(?P<year>\s*(?:ประจำ)?ปีงบประมาณ\s*(?:{_ERA})?\s*\d{{4}})\s*"
    r"(?P<version>\(\s*(?:ฉบับ\s*)?(?:แก้ไข|เพิ่มเติม|เปลี่ยนแปลง|ปรับปรุง|ทบทวน)[^()]*\))$"
)
"""A plan's version behind its year: it is of the title."""
_HEADS = (_TABLE_TITLE, _TITLE_OF, _TITLE, _OFFICE, _ENGLISH)
_ENDS = (
    re.compile(
        rf"(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:{_ERA})?|(?<![-–—\d])\s*{_ERA})"
        r"\s*(?P<fiscal_year>\d{4})$"
    ),
    re.compile(rf"\(\s*(?P<period>{_PERIOD})\s*\)$"),
    re.compile(rf"(?P<period>{_PERIOD})$"),
    re.compile(
        r"(?:อำเภอ|อ\.)\s*(?P<amphoe>\S{1,60})\s+(?:จังหวัด|จ\.)\s*(?P<province>\S{1,60})$"
    ),
    # a province's office is in no district
    re.compile(r"(?<!\S)(?:จังหวัด|จ\.)\s*(?P<province>\S{1,60})$"),
)
"""What may stand at the end of a cover's line, or be all of it."""

_PERSON = r"(?:\(?ลงชื่อ\)?\s*|ชื่อ\s*[-–]?\s*(?:นาม)?สกุล\s*)?"
_WHOLE_WORD = r"(?![ก-๎])\s*:?\s*"
_LABELS = (
    re.compile(r"จัดทำโดย\s*:?\s*(?P<prepared_by>.*)"),
    re.compile(r"(?:หมายเหตุ\s*:?\s*)?ข้อมูล\s*ณ\s*วันที่\s*:?\s*(?P<as_of>.*)"),
    re.compile(r"\(\s*ข้อมูล\s*ณ\s*วันที่\s*:?\s*(?P<as_of>[^()]+)\)"),
    re.compile(rf"{_PERSON}ผู้ออกรายงาน{_WHOLE_WORD}(?P<issuer>.*)"),
    re.compile(rf"{_PERSON}ผู้อนุมัติ(?:แผน)?{_WHOLE_WORD}(?P<approver>.*)"),
    re.compile(rf"ตำแหน่ง\s*ผู้ออกรายงาน{_WHOLE_WORD}(?P<issuer_position>.*)"),
    re.compile(rf"ตำแหน่ง\s*ผู้อนุมัติ{_WHOLE_WORD}(?P<approver_position>.*)"),
)
"""Words before a text; the document prints them itself."""

_PREPARER = re.compile(rf"{_PERSON}ผู้จัดทำ(?:แผน)?{_WHOLE_WORD}(?P<issuer>.*)")
_ISSUES = "ผู้ออกรายงาน"
"""Where a line names whoever issues it, whoever prepared the plan is somebody else."""

_WITH_POSITION = re.compile(
    r"\(?(?P<name>[^()]+?)\)?\s+ตำแหน่ง\s*:?\s*(?P<position>[^\s:].*)"
)
"""A name with its position behind it, in one line."""

_POSITION = re.compile(r"ตำแหน่ง\s*:?\s*(?P<position>.+)")
_DOTS = re.compile(r"[.…_]{3,}|…+")
_TO_WRITE_ON = re.compile(r"\(?\s*(?:ลงชื่อ|ตำแหน่ง|วันที่)?\s*:?[\s/]*\)?")
_IN_BRACKETS = re.compile(r"\((?P<name>[^()]+)\)")
_POSITION_OF = {
    Info.ISSUER: Info.ISSUER_POSITION,
    Info.APPROVER: Info.APPROVER_POSITION,
}
_LEGEND_HEADINGS = {key("คำอธิบาย"), key("คำอธิบาย:")}
_LEGEND = re.compile(r"มิติ\s*(?:ที่)?\s*(?P<dimension>[1-4])\s*[:.]?\s*(?P<name>.+)")
_BETWEEN = re.compile(rf"ประจำปี|ปีงบประมาณ|ประจำ|{_ERA}|ของ|[\s()]")


@dataclass(slots=True)
class _Reading:
    """What the lines so far have said; ``announced`` is still to come."""

    labels: Sequence[re.Pattern[str]] = _LABELS
    info: dict[Info, str] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    announced: Info | None = None
    person: Info | None = None

    def take(self, line: str, found: Mapping[Info, str]) -> None:
        """Keep what a line says, unless another has said otherwise."""
        known = [info for info in found if found[info] and info in self.info]
        if any(_bare(self.info[info]) != _bare(found[info]) for info in known):
            self.unplaced.append(line)
            return
        self.info |= {
            info: text for info, text in found.items() if text and info not in known
        }


def parse_front(
    cover: Sequence[str], below: Sequence[str], dimensions: Sequence[str]
) -> tuple[Mapping[Info, str], Sequence[str]]:
    """Read the lines outside of the table.

    Args:
        cover: those above it.
        below: those below it.
        dimensions: the names of the four.

    Returns:
        What they say by heading, and the lines that have no place.
    """
    has_issuer = any(_ISSUES in line for line in (*cover, *below))
    reading = _Reading(_LABELS if has_issuer else (*_LABELS, _PREPARER))
    for line in cover:
        if not _read_label(line, reading, dimensions):
            _read_cover_line(line, reading)
    reading.announced = reading.person = None
    for line in below:
        if not _read_label(line, reading, dimensions):
            reading.unplaced.append(line)
    return reading.info, reading.unplaced


def preparer_taken(lines: Iterable[str], info: Mapping[Info, str]) -> str:
    """Return who prepared a plan, if that is who its front says issues it; else nothing.

    Args:
        lines: around the table.
        info: what they were understood to say.
    """
    known = list(lines)
    if any(_ISSUES in line for line in known):
        return ""
    is_told = any(_PREPARER.fullmatch(_without_stars(line)) for line in known)
    return info.get(Info.ISSUER, "") if is_told else ""


def is_label(line: str) -> bool:
    """Whether a line is of the kind that stands around the table, not in it."""
    bare = _without_stars(line)
    return (
        any(label.fullmatch(bare) for label in _LABELS)
        or key(bare) in _LEGEND_HEADINGS
        or bool(_LEGEND.fullmatch(to_arabic(bare)))
    )


# --- labels, wherever they stand --------------------------------------------------


def _read_label(line: str, reading: _Reading, dimensions: Sequence[str]) -> bool:
    """Read a line that says what it is, or whose line before has said it."""
    if _is_to_write_on(line):
        return True
    bare = _without_stars(line)
    announced, reading.announced = reading.announced, None
    person, reading.person = reading.person, None
    if _read_labelled(line, bare, reading):
        return True
    if key(bare) in _LEGEND_HEADINGS or is_legend(line, dimensions):
        return True
    if person and (match := _POSITION.fullmatch(bare)):
        return _believe(line, _POSITION_OF[person], match["position"], reading)
    return announced is not None and _read_announced(line, announced, reading)


def _read_labelled(line: str, bare: str, reading: _Reading) -> bool:
    for label in reading.labels:
        if match := label.fullmatch(bare):
            ((name, text),) = match.groupdict().items()
            info = Info(name)
            position = _WITH_POSITION.fullmatch(text) if info in _POSITION_OF else None
            text = position["name"] if position else text
            # a unit may prepare a plan, and is no person
            is_none = label is _PREPARER and not is_believed(info, text, labelled=False)
            if text and (is_none or not _believe(line, info, text, reading)):
                reading.unplaced.append(line)
                return True
            if position:
                _believe(line, _POSITION_OF[info], position["position"], reading)
            reading.announced = None if text else info
            reading.person = info if info in _POSITION_OF else None
            return True
    return False


def _read_announced(line: str, announced: Info, reading: _Reading) -> bool:
    """Read a line as what the line before has announced, if it may be that."""
    head = _head_of(line)
    in_brackets = _IN_BRACKETS.fullmatch(head)
    name = in_brackets["name"].strip() if in_brackets else head
    if not name or not is_believed(announced, name, labelled=bool(in_brackets)):
        return False
    reading.take(line, {**_ends(line), announced: name})
    reading.person = announced if announced in _POSITION_OF else None
    return True


def _believe(line: str, info: Info, text: str, reading: _Reading) -> bool:
    """Take what stands behind a label, if it may be what the label says."""
    if not is_believed(info, text, labelled=True):
        return False
    reading.take(line, {info: text})
    return True


def is_legend(line: str, dimensions: Sequence[str]) -> bool:
    """Whether a line explains a dimension as we know it."""
    match = _LEGEND.fullmatch(to_arabic(_without_stars(line)))
    if match is None or int(match["dimension"]) > len(dimensions):
        return False
    return key(match["name"]) == key(dimensions[int(match["dimension"]) - 1])


def without_dots(line: str) -> str:
    """Return a line without dots to write on."""
    return clean(_DOTS.sub(" ", clean(line)))


def _without_stars(line: str) -> str:
    """Return a line without what marks it as a note, and without dots to write on."""
    return without_dots(line).lstrip("* ")


def _is_to_write_on(line: str) -> bool:
    """Whether a line is dots that somebody signs on, in brackets or after a word."""
    return bool(_DOTS.search(line) and _TO_WRITE_ON.fullmatch(_without_stars(line)))


# --- the cover --------------------------------------------------------------------


def _read_cover_line(line: str, reading: _Reading) -> None:
    if _repeats(line, reading.info):
        return
    final = _DRAFT.sub("", clean(line))
    ordered = _VERSION.sub(r" \g<version>\g<year>", final)
    found = _ends(ordered)
    head = _head_of(ordered)
    if head:
        matches = (pattern.fullmatch(to_arabic(head)) for pattern in _HEADS)
        match = next((match for match in matches if match), None)
        if match is None:
            reading.unplaced.append(line)
            return
        found = {**_named(match, head), **found}
    english = found.pop(Info.ENGLISH_TITLE, "")
    reading.take(line, found)
    if english:
        before = reading.info.get(Info.ENGLISH_TITLE)
        reading.info[Info.ENGLISH_TITLE] = f"{before}\n{english}" if before else english


def _repeats(line: str, info: Mapping[Info, str]) -> bool:
    """Whether a line is made of the plan's title, year and office, such as the table's own.

    The document prints that line anew.
    """
    title, rest = _bare(info.get(Info.TITLE, "")), _bare(line)
    if not title or not rest.startswith(title):
        return False
    rest = rest.removeprefix(title)
    for name in (Info.OFFICE, Info.PERIOD, Info.FISCAL_YEAR):
        rest = rest.replace(_bare(info.get(name, "")) or "\0", " ", 1)
    return not _BETWEEN.sub("", rest)


def _ends(line: str) -> dict[Info, str]:
    """Return the year, the period and the place that a line ends with."""
    return {
        info: text
        for match, typed in _cut(clean(line))
        for info, text in _named(match, typed).items()
    }


def _head_of(line: str) -> str:
    """Return a line without the year, the period and the place that end it."""
    typed = clean(line)
    for match, whole in _cut(typed):
        typed = whole[: match.start()].rstrip()
    return typed


def _cut(typed: str) -> Iterator[tuple[re.Match[str], str]]:
    """Cut known ends off a line, each once, and yield every match with its text."""
    left = list(_ENDS)
    while match := next(
        (m for end in left if (m := end.search(to_arabic(typed)))), None
    ):
        left = [end for end in left if not set(end.groupindex) & set(match.groupdict())]
        yield match, typed
        typed = typed[: match.start()].rstrip()


def _named(match: re.Match[str], typed: str) -> dict[Info, str]:
    """Return a match's named groups as typed: folding digits moved nothing."""
    return {
        Info(name): typed[match.start(name) : match.end(name)].strip()
        for name, text in match.groupdict().items()
        if text is not None
    }


def _bare(text: str) -> str:
    """Return a text as it is compared here: digits and spaces make no difference."""
    return "".join(to_arabic(clean(text)).split())
