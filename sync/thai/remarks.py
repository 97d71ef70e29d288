"""Remarks: what a text in a row of its own says of the project above it.

A text in brackets, or what the project pays for. As the name of a project that is only
begun it would be strange; whether anything of a project stands beside it, others tell.
"""

import re

from sync.thai.folding import key

COST = "(?<!คุณ)(?<!มูล)ค่า(?:(?!ย|นิยม)|ยาน)"
"""How what is paid for begins: ค่าย is a camp, and ค่านิยม a value."""

_LONGEST = 1000
"""Letters: no remark is longer, and folding a long text takes its time."""

_BRACKETED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]")
_COSTS = re.compile(
    r"(?:\(?\d{1,2}[.)]|[-–—•●○▪·*])?(?:โดย)?(?:แบ่ง)?(?:เป็น|ได้แก่|ประกอบด้วย)?(?:เงิน)?"
    + COST,
    re.ASCII,
)
_COST = re.compile(COST)
_AMOUNT = re.compile(r"\d(?:\.-)?บาท", re.ASCII)


def is_remark(text: str) -> bool:
    """Whether a text is all in brackets, or a list of costs: several, or with amounts."""
    spelt = key(text) if len(text) <= _LONGEST else ""
    return bool(_BRACKETED.fullmatch(spelt)) or _lists_costs(spelt)


def _lists_costs(spelt: str) -> bool:
    are_more = len(_COST.findall(spelt)) > 1 or _AMOUNT.search(spelt)
    return bool(_COSTS.match(spelt) and are_more)
