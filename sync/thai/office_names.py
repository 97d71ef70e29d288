"""Names of offices: their kinds as people shorten them, and what each calls its law."""

_KINDS = (
    ("องค์การบริหารส่วนตำบล", "อบต."),
    ("องค์การบริหารส่วนจังหวัด", "อบจ."),
    ("เทศบาลตำบล", "ทต."),
    ("เทศบาลเมือง", "ทม."),
    ("เทศบาลนคร", "ทน."),
)


def short_office(name: str) -> str:
    """Return ``อบต.หนองบัว`` of ``องค์การบริหารส่วนตำบลหนองบัว``; another name as it is."""
    for kind, short in _KINDS:
        rest = name.removeprefix(kind).strip()
        if rest and rest != name:
            return f"{short}{rest}"
    return name


def law_of(name: str) -> str:
    """Return what an office of this name calls the ordinance that holds its budget."""
    is_municipality = name.startswith(("เทศบาล", "ทต.", "ทม.", "ทน."))
    return "เทศบัญญัติ" if is_municipality else "ข้อบัญญัติ"
