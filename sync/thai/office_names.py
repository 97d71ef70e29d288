"""Names of offices, with the kind of office as people shorten it."""

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
