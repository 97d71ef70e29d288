"""Numbers as people type them: grouped, in percent, with a currency, in brackets."""

import math
import re
from decimal import Decimal

from emulator.sheets.locales import Locale
from emulator.web import JSON

_CURRENCIES = "$€£¥฿₩₹"


def typed_number(text: str, locale: Locale) -> JSON | None:
    """Return the parts of a cell for a typed number; ``None`` if it is none."""
    match = _pattern(locale).fullmatch(text)
    if match is None or not _is_balanced(match):
        return None
    whole = match["whole"].replace(locale.group, "") if locale.group else match["whole"]
    fraction = match["fraction"] or ""
    number = Decimal(f"{whole or 0}{'.' if fraction else ''}{fraction}")
    number *= Decimal(10) ** int(match["power"] or 0)
    if match["percent"]:
        number /= 100
    if not math.isfinite(float(number)):
        return None
    if "-" in (match["sign"], match["inner"]) or match["open"]:
        number = -number
    parts: JSON = {"userEnteredValue": {"numberValue": _number(number)}}
    if number_format := _format(match, locale):
        parts["userEnteredFormat"] = {"numberFormat": number_format}
    return parts


def _pattern(locale: Locale) -> re.Pattern[str]:
    group, decimal = re.escape(locale.group), re.escape(locale.decimal)
    money = "|".join(re.escape(sign) for sign in {*_CURRENCIES, locale.currency})
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[-+])?\s*(?P<money>{money})?\s*(?P<inner>[-+])?"
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d*)(?:{decimal}(?P<fraction>\d*))?"
        r"(?:[eE](?P<power>[-+]?\d{1,3}))?\s*(?P<percent>%)?(?P<close>\))?"
    )


def _is_balanced(match: re.Match[str]) -> bool:
    signs = (match["sign"], match["inner"], match["open"])
    return (
        bool(match["whole"] or match["fraction"])
        and bool(match["open"]) == bool(match["close"])
        and sum(sign is not None for sign in signs) <= 1
        and not (match["money"] and (match["percent"] or match["power"]))
        and not (match["inner"] and not match["money"])
    )


def _number(number: Decimal) -> float:
    whole = number == number.to_integral_value() and abs(number) < Decimal(10) ** 15
    return int(number) if whole else float(number)


def _format(match: re.Match[str], locale: Locale) -> JSON | None:
    decimals = ".00" if match["fraction"] else ""
    if match["money"]:
        sign = match["money"]
        symbol = f'"{sign}"' if sign == locale.currency else f"[${sign}]"
        return {"type": "CURRENCY", "pattern": f"{symbol}#,##0{decimals}"}
    if match["percent"]:
        return {"type": "PERCENT", "pattern": f"0{decimals}%"}
    if match["power"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if locale.group in match["whole"]:
        return {"type": "NUMBER", "pattern": f"#,##0{decimals}"}
    return None
