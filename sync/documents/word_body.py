"""Finishing: what a rendered body still needs, done to its text.

The text is docxtpl's: one paragraph or row after the other, and nothing between them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import count, islice, pairwise

_TABLE, _TABLE_ENDS = re.compile("<w:tbl[ >]"), "</w:tbl>"
_SPANS, _MOST_ENDS = "<w:gridSpan", 2
_ROW = re.compile("<w:tr[ >]")
_PARAGRAPH = re.compile(
    r"""
    (<w:p(?:[ ][^>]*)?(?<!/)>)
    (?: <w:pPr/>
      | (<w:pPr> (?:<w:pStyle[ ][^>]*/>)?) (<w:keepNext\b[^>]*/>)?
    )?
    """,
    re.VERBOSE,
)
_PLACE = re.compile(r"<w:bookmark(Start|End)\b([^>]*?\sw:id=\")([^\"]*)\"([^>]*>)")
_PAGE_OF = re.compile(
    r"""
    (<w:instrText\b[^>]*>\s*PAGEREF\s+) (\w+_) (?=\s)
    (.*?) (?=<w:fldChar\b[^>]*"end")
    """,
    re.VERBOSE | re.DOTALL,
)
_SHOWN = re.compile(r"<w:t\b[^>]*>[^<]*</w:t>")
_PLACE_NAME = re.compile(r"(\sw:name=\"[^\"]*_)\"")
_PICTURE = re.compile(r"(<wp:docPr\b[^>]*?\sid=)\"[^\"]*\"")


def keep_last_rows(xml: str) -> str:
    """Keep every table's last row on the page of the row above it.

    A row that spans columns is a sum or a signature, and none of its own: where such a
    row is above the last, what that sums up stays with both.
    """
    *tables, rest = xml.split(_TABLE_ENDS)
    return _TABLE_ENDS.join([*map(_keep_last_row, tables), rest])


def _keep_last_row(text: str) -> str:
    """Do so in the table that begins last in a text, and whose rows end with it."""
    begins = max((match.start() for match in _TABLE.finditer(text)), default=0)
    rows = [match.start() for match in _ROW.finditer(text, begins)]
    for end, start in islice(pairwise(rows[::-1]), _MOST_ENDS):
        row = text[start:end]
        text = f"{text[:start]}{_PARAGRAPH.sub(_with_next, row)}{text[end:]}"
        if _SPANS not in row:
            break
    return text


def _with_next(paragraph: re.Match[str]) -> str:
    begin, properties, is_kept = paragraph.groups()
    if is_kept:
        return paragraph[0]
    if properties:
        # the schema wants it right after the style
        return f"{begin}{properties}<w:keepNext/>"
    return f"{begin}<w:pPr><w:keepNext/></w:pPr>"


def number_places(xml: str) -> str:
    """Number bookmarks: a loop prints the same one many times, and fields look for one.

    Those whose name ends with ``_`` get a number of that name as well, and so do the
    fields that ask for their pages. What such a field showed in the template is no page
    of this document, and is left out until somebody works it out.
    """
    ids = count(1)
    names, asked = _counters(), _counters()
    ended_by: dict[str, int] = {}

    def number(met: re.Match[str]) -> str:
        kind, before, old, after = met.groups()
        if kind == "Start":
            ended_by[old] = next(ids)
            after = _PLACE_NAME.sub(
                lambda name: f'{name[1]}{next(names[name[1]])}"', after
            )
        return f'<w:bookmark{kind}{before}{ended_by.get(old, old)}"{after}'

    def ask(met: re.Match[str]) -> str:
        before, name, rest = met.groups()
        return f"{before}{name}{next(asked[name])}{_SHOWN.sub('<w:t></w:t>', rest)}"

    return _PAGE_OF.sub(ask, _PLACE.sub(number, xml))


def _counters() -> defaultdict[str, Iterator[int]]:
    return defaultdict(lambda: count(1))


def number_pictures(xml: str) -> str:
    """Return every picture a number of its own: Word refuses two of the same."""
    numbers = count(1)
    return _PICTURE.sub(lambda met: f'{met[1]}"{next(numbers)}"', xml)
