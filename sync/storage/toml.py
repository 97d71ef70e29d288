"""What makes a file no TOML, in words: the library's own are English, and for programmers."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date

from sync.thai.dates import parse_date

_AT = re.compile(r"at line ([0-9]+), column ([0-9]+)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
_DAY = re.compile(r"(?<![\w.-])\d{4}-\d{2}-\d{2}(?![\w-])", re.ASCII)
_DAY_OR_TIME = re.compile(
    r"(?<![\w.:/-])(?:\d{4}-\d\d?-\d\d?|\d\d?([-/.])\d\d?\1\d{4}|\d\d?[:.]\d\d)"
    r"(?![\w.:/-])",
    re.ASCII,
)
_TWICE = re.compile("overwrite|twice|Duplicate|redefine|mutate")
_OPEN = re.compile("Unclosed|Expected ']")
_MOST_LINES = 1000
"""No file of settings is longer, and each is read that often."""
_BACKSLASH = re.compile("Unescaped|hex value|Escaped")


def toml_problem(error: tomllib.TOMLDecodeError, text: str) -> str:
    """Return where a file is no TOML, and why, in both languages: it cannot say its own.

    Args:
        error: what the library says.
        text: the whole file. Of it nothing is shown but a day or a time.
    """
    lines, at = text.splitlines() or [""], _AT.search(str(error))
    number, column = (int(at[1]), at[2]) if at else (_unended(lines), "")
    where, there = f"บรรทัดที่ {number}", f"line {number}"
    typed = _QUOTED.sub(" ", lines[number - 1])
    if day := _no_day(typed):
        return f"{where}: ไม่มีวันที่ {day} ในปฏิทิน · {there}: there is no day {day}"
    if found := _unquoted(typed):
        return (
            f'{where}: วันที่หรือเวลา {found} ต้องอยู่ในเครื่องหมายคำพูด เช่น "{found}"'
            f" · {there}: put {found} in quotes"
        )
    if _TWICE.search(str(error)):
        return (
            f"{where}: ค่านี้ตั้งไว้แล้ว ให้ตั้งที่เดียว · {there}: this is set already, set it once"
        )
    if _OPEN.search(str(error)):
        return (
            f"{where}: วงเล็บ [ หรือ {{ ที่เปิดไว้ยังไม่ปิด · {there}: a bracket is not closed"
        )
    if _BACKSLASH.search(str(error)):
        return (
            f"{where}: \\ ในเครื่องหมายคำพูดมีความหมายพิเศษ ให้ใช้ / แทน"
            f" · {there}: write / in the place of \\"
        )
    return _malformed(where, there, column)


def _malformed(where: str, there: str, column: str) -> str:
    """Return what is said of a line of which no more is known than where it is wrong."""
    if not column:
        return (
            f"{where}: สิ่งที่เริ่มในบรรทัดนี้ยังเขียนไม่จบ เช่น ขาดค่า เครื่องหมายคำพูดปิด หรือวงเล็บปิด"
            f" · {there}: what begins here does not end: a value, a quote or a bracket is missing"
        )
    return (
        f"{where} ตัวที่ {column} เขียนไม่ถูกรูปแบบ TOML เช่น ขาดเครื่องหมายคำพูด"
        f" · no TOML at {there}, letter {column}: a quote is missing, perhaps"
    )


def _unended(lines: Sequence[str]) -> int:
    """Return the line in which begins what the end of a file cuts off.

    All that stands before it is TOML; nothing that reaches into it is.
    """
    least = max(len(lines) - _MOST_LINES, 0)
    for number in range(len(lines), least, -1):
        try:
            tomllib.loads("\n".join(lines[: number - 1]))
        except tomllib.TOMLDecodeError:
            continue
        return number
    return len(lines)


def _no_day(typed: str) -> str:
    """Return a day that stands there and is in no calendar, of either era."""
    days = (match[0] for match in _DAY.finditer(typed))
    return next((day for day in days if not (_is_day(day) or parse_date(day))), "")


def _unquoted(typed: str) -> str:
    """Return a day or a time that stands there as TOML has none."""
    found = (match[0] for match in _DAY_OR_TIME.finditer(typed))
    return next((each for each in found if not _is_day(each)), "")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
