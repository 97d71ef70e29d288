"""A month with a year in running text: how all rules that seek one know it, as patterns."""

import re

from sync.thai.dates import BUDDHIST_ERA, MONTHS, SHORT_MONTHS

_SHORT = (
    rf"{name[0]}(?<![\u0e01-\u0e4e].){re.escape(name[1:-1])}\.?"
    for name in SHORT_MONTHS
)
MONTH = f"(?:{'|'.join((*MONTHS, *_SHORT))})"
"""In full or short; the letters of a short one may be the end of another word.

That is asked behind the first: a pattern that begins with a letter is sought quickly.
"""
ON_A_DAY = r"(?:(?<!\d)\d{1,2}\s*)?"
"""The day before a month, where there is one."""
OF_A_YEAR = rf"\s*{BUDDHIST_ERA}?\s*(?P<year>\d{{4}})(?!\d)"
"""The year behind a month, or behind a word such as ปีงบประมาณ."""
