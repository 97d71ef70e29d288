"""Editions: the finished versions of a plan or report, as the chain has them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sync.model.approvals import versions_in
from sync.model.chain import Chained, Link, code_of, short

_ROUNDS = {Chained.REPORT_6: 6, Chained.REPORT_12: 12}


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished version; ``content`` is all it says, and ``code`` names that.

    ``noted`` is the day on which it was finished, and ``first`` that on which a version
    of its document said the same for the first time; ``number`` is its place in the
    chain.
    """

    document: Chained
    year: int
    office: str
    as_of: date
    noted: date
    first: date
    version: int
    number: int
    code: str
    content: str

    @property
    def of(self) -> tuple[Chained, int]:
        """Whose version it is."""
        return self.document, self.year

    @property
    def months(self) -> int:
        """The months of a report's round; none for a plan."""
        return _ROUNDS.get(self.document, 0)

    @property
    def name(self) -> str:
        """What its files are called while it is the one that counts; never another."""
        return name_of(self.document, self.year)

    @property
    def dated_name(self) -> str:
        """What its own files are called for ever: by its day, and what it says."""
        return f"{self.name}-{self.first.isoformat()}-{self.code[:6]}"

    @property
    def short_code(self) -> str:
        """Its code as people compare it."""
        return short(self.code)

    def says(self) -> Mapping[str, Any]:
        """Return its content as values."""
        says: dict[str, Any] = json.loads(self.content)
        return says


def name_of(document: Chained, year: int) -> str:
    """Name the files of a document for ever."""
    months = _ROUNDS.get(document)
    return f"report-{year}-{months}" if months else f"plan-{year}"


def editions_in(links: Iterable[Link]) -> tuple[Edition, ...]:
    """Return the versions in a chain in their order.

    Other entries are passed over, and what somebody altered: an entry that cannot be
    read, or whose content is not what it names.
    """
    first: dict[tuple[Chained, int, str], date] = {}
    return tuple(filter(None, (_edition(link, first) for link in links)))


def _edition(link: Link, first: dict[tuple[Chained, int, str], date]) -> Edition | None:
    said = versions_in([link])
    if not said or code_of(link.content) != said[0].content:
        return None
    (entered,), facts = said, link.facts()
    try:
        as_of = date.fromisoformat(str(facts["as_of"]))
        office = str(facts["office"])
    except (KeyError, ValueError):
        return None
    which = entered.document, entered.year, entered.content
    return Edition(
        document=entered.document,
        year=entered.year,
        office=office,
        as_of=as_of,
        noted=entered.noted,
        first=first.setdefault(which, entered.noted),
        version=entered.version,
        number=link.number,
        code=entered.content,
        content=link.content,
    )
