"""What the public is never shown of people: e-mail addresses, and numbers of their own.

Reports come with numbers masked but for those that staff say may stand (their content is
made of them so, see ``progress.masking``); a plan comes as it was typed. The telephone of
an office stays: a plan tells people where to complain.
"""

import re

from sync.thai.private_numbers import identity_numbers, masked, mobile_numbers

_LATIN, _THAI = r"a-zA-Z0-9_", "ก-ฺเ-๎๐-๙"
_HOST = rf"(?=@[{_LATIN}{_THAI}-]+(?:\.[{_LATIN}{_THAI}-]+)+)"
_MAILBOX = re.compile(
    rf"(?<![{_LATIN}.+%-])[{_LATIN}.+%-]++{_HOST}|(?<![{_THAI}.])[{_THAI}.]++{_HOST}"
)
"""Letters of one script, since Thai words stand before an address without a space.

All of them, from the first: begun anew at each, a long text takes its time.
"""


def without_addresses(text: str) -> str:
    """Return a text whose e-mail addresses tell the office and not the person."""
    return _MAILBOX.sub("xxx", text)


def without_personal(text: str) -> str:
    """Return a text without e-mail addresses, and numbers of people masked."""
    for first, after in (*identity_numbers(text), *mobile_numbers(text)):
        text = text[:first] + masked(text[first:after]) + text[after:]
    return without_addresses(text)
