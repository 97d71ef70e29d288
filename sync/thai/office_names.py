"""Names of offices and their places: how they begin, and what each calls its law."""

import re

_KINDS = (
    ("องค์การบริหารส่วนตำบล", "อบต."),
    ("องค์การบริหารส่วนจังหวัด", "อบจ."),
    ("เทศบาลตำบล", "ทต."),
    ("เทศบาลเมือง", "ทม."),
    ("เทศบาลนคร", "ทน."),
)


BEFORE_AMPHOE = re.compile(r"^(?:อำเภอ|อ\.)\s*")
BEFORE_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)\s*")
"""Words that may stand before a place's name."""


def short_office(name: str) -> str:
    """Return ``อบต.หนองบัว`` of ``องค์การบริหารส่วนตำบลหนองบัว``; another name as it is."""
    for kind, short in _KINDS:
        rest = name.removeprefix(kind).strip()
        if rest and rest != name:
            return f"{short}{rest}"
    return name


_OF_A_PROVINCE = re.compile(
    r"(?:องค์การบริหารส่วนจังหวัด|อบจ\.)\s*(?P<province>[ก-ฮเ-ไ][ก-๎]+)"
)


def province_of(name: str) -> str:
    """Return ``น่าน`` of ``องค์การบริหารส่วนจังหวัดน่าน``; nothing of another office."""
    found = _OF_A_PROVINCE.fullmatch(name.strip())
    return found["province"] if found else ""


def law_of(name: str) -> str:
    """Return what an office of this name calls the ordinance that holds its budget."""
    is_municipality = name.startswith(("เทศบาล", "ทต.", "ทม.", "ทน."))
    return "เทศบัญญัติ" if is_municipality else "ข้อบัญญัติ"
