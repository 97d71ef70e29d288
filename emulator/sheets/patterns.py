"""Number formats: how a pattern such as ``#,##0.00`` shows a number."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from emulator.sheets.date_patterns import is_date_section, render_date
from emulator.sheets.locales import Locale

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[\$(?P<money>[^\]-]*)'
    r"(?:-[^\]]*)?\]|(?P<elapsed>\[(?:h+|m+|s+)\])|\[[^\]]*\]|(?P<exponent>E[+-]0+)"
    r"|(?P<general>General)|(?P<half>AM/PM|A/P)|(?P<char>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACES = "0#?"
_DIGITS = 350
"""More than a number has before its point, in percent too."""
_MOST_DIGITS = 10
_WHOLE_LIMIT = 1e15


class Token(NamedTuple):
    """A piece of a pattern: a literal, or a sign that stands for something."""

    kind: str
    text: str


def render(number: float, pattern: str, locale: Locale) -> str:
    """Show a number as a pattern says."""
    sections = _sections(pattern)
    section, shown = _chosen(sections, number)
    if any(token.kind == "general" for token in section):
        made = general(abs(shown), locale)
        text = "".join(
            made if token.kind == "general" else token.text for token in section
        )
    elif is_date_section(section):
        try:
            return render_date(shown, section, locale)
        except OverflowError:
            return general(number, locale)
    else:
        text = _render_number(abs(shown), section, locale)
    return (
        f"-{text}" if shown < 0 and any(char in "123456789" for char in text) else text
    )


def render_text(text: str, pattern: str) -> str:
    """Show a text as a pattern says: by its section for texts, if it has one."""
    sections = _sections(pattern)
    with_sign = [each for each in sections if Token("char", "@") in each]
    if not with_sign:
        return text
    return "".join(text if token.text == "@" else token.text for token in with_sign[-1])


def general(number: float, locale: Locale) -> str:
    """Show a number as a cell without a number format does."""
    if number == int(number) and abs(number) < _WHOLE_LIMIT:
        return str(int(number))
    if abs(number) >= _WHOLE_LIMIT or abs(number) < 1e-10:
        mantissa, _, exponent = f"{number:.5E}".partition("E")
        shown = f"{_trimmed(mantissa)}E{exponent[0]}{exponent[1:].zfill(2)}"
    else:
        whole = len(str(int(abs(number)))) if abs(number) >= 1 else 0
        digits = max(_MOST_DIGITS, whole)
        shown = _trimmed(f"{Decimal(f'{number:.{digits - 1}e}'):f}")
    return shown.replace(".", locale.decimal)


def is_date_pattern(pattern: str) -> bool:
    """Whether a pattern shows dates, times or durations."""
    return is_date_section(_sections(pattern)[0])


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sections(pattern: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(pattern):
        kind = match.lastgroup or "nothing"
        if kind == "char" and match[0] == ";":
            sections.append([])
        elif kind in {"quoted", "escaped", "money"}:
            sections[-1].append(Token("literal", match[kind]))
        elif kind == "space":
            sections[-1].append(Token("literal", " "))
        elif kind != "nothing":
            sections[-1].append(Token(kind, match[0]))
    return sections


def _chosen(sections: list[list[Token]], number: float) -> tuple[list[Token], float]:
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _render_number(number: float, section: Sequence[Token], locale: Locale) -> str:
    exponent = next((token.text for token in section if token.kind == "exponent"), None)
    if exponent is not None:
        return _render_scientific(number, section, exponent, locale)
    exact = Decimal(repr(float(number)))
    percents = sum(token == Token("char", "%") for token in section)
    exact = exact.scaleb(2 * percents)
    return _filled(exact, section, locale)


def _render_scientific(
    number: float, section: Sequence[Token], exponent: str, locale: Locale
) -> str:
    before = [token for token in section if token.kind != "exponent"]
    decimals = sum(token.text in _PLACES for token in _split(before)[1])
    mantissa, _, power = f"{number:.{decimals}e}".partition("e")
    sign = "-" if power[0] == "-" else "+" if exponent[1] == "+" else ""
    shown = f"E{sign}{abs(int(power)):0{len(exponent) - 2}d}"
    return _filled(Decimal(mantissa), before, locale) + shown


def _split(section: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    point = Token("char", ".")
    place = section.index(point) if point in section else len(section)
    return list(section[:place]), list(section[place + 1 :])


def _filled(number: Decimal, section: Sequence[Token], locale: Locale) -> str:
    whole, fraction = _split(section)
    whole, scale, grouped = _separators(whole)
    places = sum(_is_place(token) for token in fraction)
    with localcontext(prec=_DIGITS + 3 * scale + places):
        rounded = (number / 1000**scale).quantize(
            Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP
        )
    before, _, after = f"{rounded:f}".partition(".")
    text = _fill_whole(before, whole, locale.group if grouped else "")
    decimals = _fill_fraction(after, fraction)
    point = locale.decimal if decimals[:1].isdigit() else ""
    return text + point + decimals


def _separators(whole: list[Token]) -> tuple[list[Token], int, bool]:
    """Take out the commas: those at the end divide by 1,000, others group digits."""
    comma = Token("char", ",")
    places = [number for number, token in enumerate(whole) if _is_place(token)]
    last = places[-1] if places else -1
    scale = sum(token == comma for token in whole[last + 1 :])
    grouped = comma in whole[: last + 1]
    return [token for token in whole if token != comma], scale, grouped


def _fill_whole(digits: str, tokens: Sequence[Token], group: str) -> str:
    left = "" if digits == "0" else digits
    first = next((n for n, token in enumerate(tokens) if _is_place(token)), None)
    made: list[str] = []
    count = 0
    for number, token in reversed(list(enumerate(tokens))):
        if not _is_place(token):
            made.append(token.text)
            continue
        taking = left if number == first else left[-1:]
        left = "" if number == first else left[:-1]
        if not taking and token.text != "#":
            taking = "0" if token.text == "0" else " "
        for digit in reversed(taking):
            made.append(group if count and count % 3 == 0 else "")
            made.append(digit)
            count += 1
    return "".join(reversed(made))


def _fill_fraction(digits: str, tokens: Sequence[Token]) -> str:
    made = ""
    left = digits
    for token in tokens:
        if not _is_place(token):
            made += token.text
        elif token.text == "0" or left.strip("0"):
            made += left[:1]
        left = left[1:] if _is_place(token) else left
    return made


def _is_place(token: Token) -> bool:
    return token.kind == "char" and token.text in _PLACES
