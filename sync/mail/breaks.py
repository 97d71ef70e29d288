"""Where a letter's lines may break: Thai has no spaces, and programs break it by words.

A name of a file, a cell or an office is cut like any text, and a number parted from its
unit, since a space stands between. In a page that is read on a telephone they are kept.
"""

import re

from markupsafe import escape

_TAG = re.compile(r"(<[^>]*>)")
_UNIT = re.compile(r"(?<=[0-9๐-๙]) (?=[ก-๏])|(?<=[พค]\.ศ\.) (?=[0-9๐-๙])")
_WHOLE = (
    r"(?<![^\s<>&;,“”()/:])(?:"  # from its first letter on, or long texts take long
    r"[^\s<>&;,“”()/:]{1,80}\.(?:docx|xlsx|pdf|html|db|log|toml)(?![\w.])"  # a file
    r"|\(?[^\s<>&;,“”()/:]{1,80}![A-Z]{1,3}[0-9]+\)?"  # a cell
    r"),?"
)
_KEPT = '<span style="display:inline-block">{}</span>'
"""Goes to the next line whole, and breaks only where it is longer than one."""


def keep_together(page: str, office: str) -> str:
    """Return a page in whose texts numbers stay with their units, and names are whole.

    Args:
        page: as its template gives it.
        office: whose name is kept as well, as it stands in there.
    """
    head, body, texts = page.partition("<body")
    named = "|".join(filter(None, (re.escape(str(escape(office))), _WHOLE)))
    whole = re.compile(named)
    parts = _TAG.split(body + texts)
    kept = (
        part if at % 2 else _UNIT.sub("\u00a0", whole.sub(_kept, part))
        for at, part in enumerate(parts)
    )
    return head + "".join(kept)


def _kept(whole: re.Match[str]) -> str:
    return _KEPT.format(whole[0])
