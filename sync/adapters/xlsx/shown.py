"""A number as its format shows it, where that is certain: percents, words around it.

What a format does besides (thousands as one, fractions, conditions) is not imitated but
told: ``Unsure``. ECMA-376 part 1, 18.8.31 (numFmts), 5th edition.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    48: "##0.0E+0",
}
"""Formats without a code of their own that show a number as something else."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\]"
    r"|(?P<body>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<percent>%)"
    r"|(?P<general>General|@)|(?P<plain>[ ()+\-/:$฿])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS = re.compile(r'(?:"[^"]*"?|\\.|[^;"\\])*')
_MONEY = re.compile(
    r"[\s()\-/.,]*(?:บาท(?:ถ้วน)?|บ\.|฿|baht|thb)?[\s()\-/.,]*", re.IGNORECASE
)
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Unsure:
    """A format that shows a number in a way that is not imitated."""


def show_number(code: str, number: Decimal) -> str | Unsure | None:
    """Return what people see of a number; ``None`` where that is the number itself.

    Digits that a format rounds away, and a unit of money, are nothing else than that.
    """
    section, value = _section(code[:_LONGEST], number)
    before, after, body, percents = "", "", "", 0
    for token in _TOKEN.finditer(section):
        if token["other"] is not None:
            return Unsure()
        if (own := token["body"] or token["general"]) is not None:
            if body:
                return Unsure()
            body = own
            continue
        text = next((token[name] for name in _LITERAL if token[name] is not None), "")
        percents += token["percent"] is not None
        before, after = (before, after + text) if body else (before + text, after)
    if not body:
        # words alone, or what stands for nothing
        return None if _MONEY.fullmatch(before + after) else (before + after).strip()
    if not percents and _MONEY.fullmatch(before + after) and not _pads(body):
        return Unsure() if body.endswith(",") else None
    digits = _digits(body, value * 100**percents)
    return digits if isinstance(digits, Unsure) else f"{before}{digits}{after}".strip()


_LITERAL = ("quoted", "escaped", "currency", "percent", "plain")


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the part of a code that a number is shown by, and the number in it."""
    sections = [part for part in _SECTIONS.findall(code) if part] or [""]
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number


def _pads(body: str) -> bool:
    return body.partition(".")[0].count("0") > 1


def _digits(body: str, value: Decimal) -> str | Unsure:
    if body.casefold() == "general" or body == "@":
        return f"{value.normalize():f}"
    upper, _, lower = body.partition(".")
    if upper.endswith(","):
        return Unsure()  # counts in thousands
    places = Decimal(1).scaleb(-len(lower))
    rounded = value.quantize(places, ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    whole = whole.zfill(upper.count("0"))
    if "," in upper:
        whole = f"{int(whole):,}"
    least = len(lower.rstrip("#?"))
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"
