"""The rule on web and mail addresses that lead nowhere, whoever they are of.

An address is sought as people mistype it, and made right; what is right already is
found the same. Only the signs between its words are judged: the words may be anybody's.
"""

import re
from collections.abc import Iterator
from string import ascii_letters

from sync.model.findings import Hit
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists

_LABEL = r"(?!(?:th|com|org|net|w{2,4}|https?)\b)[a-z0-9][a-z0-9-]*"
_STOP = r"(?:\.{1,3}|[,;])"
_STOP_APART = rf"(?: ?{_STOP} ?)"
_STOP_OR_SPACE = rf"(?:{_STOP_APART}| )"


def _last(stop: str) -> str:
    """Make what a host ends in, with some stop between its parts."""
    return rf"(?:com|org|net|(?:go|or|ac|co|in|mi){stop}th)(?![a-z0-9@-]|\.[a-z])"


_WWW = rf"w{{2,4}}{_STOP_OR_SPACE}"
_HOST = rf"(?:{_LABEL}{_STOP_APART})*?{_LABEL}{_STOP_OR_SPACE}{_last(_STOP_OR_SPACE)}"
_HOST_ALONE = rf"(?:{_LABEL}{_STOP})+{_last(_STOP)}"
_ANY_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?![a-z0-9-])"
_SCHEME = (
    r"(?P<scheme>(?:h{1,2}t{1,3}p{1,2}|ttp|hpp|htt)(?P<safe>s?)(?![a-z0-9])"
    r" ?[:;.]{0,2} ?[/\\]{0,4}:? ?)"
)
_WEB = re.compile(
    rf"(?<![a-z0-9@./-])(?:{_SCHEME}(?P<at>(?:{_WWW})?{_HOST}|{_ANY_HOST})"
    rf"|(?P<site>{_WWW}{_HOST})|(?P<host>{_HOST_ALONE}))",
    re.ASCII | re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![a-z0-9._%+-])(?P<who>[a-z0-9_%+-]+(?:\.+[a-z0-9_%+-]+)*\.?)(?P<apart> ?)@+ ?[.,]?"
    rf"(?:(?P<host>{_HOST_ALONE})"
    r"|(?P<free>gmail|hotmail|outlook|yahoo)(?:\.?com?|\.con)?(?![a-z0-9.,@-]))",
    re.ASCII | re.IGNORECASE,
)
_NOBODY = frozenset(("line", "id", "mail", "email", "e-mail", "facebook", "ig", "x"))
"""Words that say what follows, and begin no address."""


@only_with(ascii_letters)
def broken_address(typed: NormalizedText, _lists: WordLists) -> Iterator[Hit]:
    """A web or mail address with a sign too many, too few or another: nobody gets there."""
    for match in _WEB.finditer(typed.plain):
        right = _web(match)
        if right != match[0]:
            yield typed.hit("TRM015", *match.span(), right=right)
    for match in _MAIL.finditer(typed.plain) if "@" in typed.plain else ():
        right = _mail(match)
        is_named = match["apart"] and match["who"].lower() in _NOBODY
        if right != match[0] and not is_named:
            yield typed.hit("TRM015", *match.span(), right=right)


def _web(match: re.Match[str]) -> str:
    host = match["at"] or match["site"] or match["host"]
    begins = ""
    if match["scheme"]:
        is_right = match["scheme"].lower() in {"http://", "https://"}
        begins = match["scheme"] if is_right else f"http{match['safe'].lower()}://"
    return begins + re.sub(r"(?i)^w{2,4}\.", _three, _stopped(host))


def _three(www: re.Match[str]) -> str:
    return www[0] if len(www[0]) == len("www.") else "www."


def _mail(match: re.Match[str]) -> str:
    who = re.sub(r"\.+", ".", match["who"]).rstrip(".")
    host = f"{match['free']}.com" if match["free"] else _stopped(match["host"])
    return f"{who}@{host}"


def _stopped(host: str) -> str:
    """Return a host with one full stop wherever something parts its words."""
    return re.sub(r"[.,; ]+", ".", host)
