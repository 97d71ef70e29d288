"""Printing: staff's text as documents show it, digits and list marks included."""

import re
from collections.abc import Callable

from sync.settings.values import Digits
from sync.thai.digits import to_arabic, to_thai
from sync.thai.folding import clean

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What XML forbids, what no font draws, and what turns the direction of writing."""

_RUN = re.compile(
    r"""
      (?P<link>  [^\s\u0e00-\u0e7f]* (?: :// | www\. ) \S* )
    | (?P<word>  (?= [^\s\u0e00-\u0e7f]* [a-z@] ) [^\s\u0e00-\u0e7f]+
                 (?: [ ] \d+ (?: [.:]\d+ )+ )? )              # and its version: 4.0
    | (?P<plain> [^\s\u0e00-\u0e7f]+ )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What stands between spaces and Thai letters; every run is taken whole."""

_DIGIT = re.compile(r"\d")
_HAS_WORD = re.compile("[A-Za-z@]|://")

_MARK = re.compile(
    r"""
      (?: [-–—•●▪◦·*] \s* )?                                 # a bullet before it
      (?: \( (?: \d{1,3} | [ก-ฮ] | [a-z] ) \)                # (๑)
        | (?: \d{1,3} | [ก-ฮ] | [a-z] ) \)                   # ๑)
        | \d{1,3} (?: \.\d{1,2} )* \. (?= \D | $ ) )          # ๑. or ๑.๒.
    | [-–—•●▪◦·*] (?! \d )                                   # a bullet alone
    """,
    re.VERBOSE | re.IGNORECASE,
)


def printable(text: str) -> str:
    """Return a text on one line, without what cannot be seen or printed."""
    # once more, for the spaces around what is gone
    return clean(_UNPRINTABLE.sub("", clean(text)))


def printable_lines(text: str) -> tuple[str, ...]:
    """Return a text's lines, each printable, none empty."""
    return tuple(filter(None, map(printable, text.splitlines())))


def digit_style(style: Digits) -> Callable[[str], str]:
    """Return what writes a text in a style of digits.

    Links, addresses and words in Latin letters keep theirs: ``E-Service 4.0``.
    """
    translate = to_thai if style == "thai" else to_arabic

    def show(text: str) -> str:
        if not _DIGIT.search(text):
            return text
        if not _HAS_WORD.search(text):
            return translate(text)
        shown, done = "", 0
        for run in _RUN.finditer(text):
            shown += translate(text[done : run.start()])
            shown += translate(run[0]) if run.lastgroup == "plain" else run[0]
            done = run.end()
        return shown + translate(text[done:])

    return show


def split_mark(line: str) -> tuple[str, str]:
    """Return a line's list mark, empty where it has none, and the rest."""
    match = _MARK.match(line)
    mark = match[0].strip() if match else ""
    return mark, line[len(mark) :].strip()
