"""Provinces, districts and sub-districts as the Department of Provincial Administration has them.

The names come from geothai, which is kept up to date; they are read when a rule first
asks, since most texts of a plan name no place but its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

import geothai

_LEAST_BEGINNINGS = 12
_LEAST_OPEN = 60
"""Names that begin with an open syllable, as those in นา do."""
_BEGINNING = 3
"""Letters; หนอง, บ้าน, ห้วย and the like begin many names, ours and invented ones."""

CAPITAL = "เมือง"


def bare(name: str) -> str:
    """Take away what stands before a place's name: อำเภอ, จังหวัด, spaces."""
    name = re.sub(r"\s", "", name)
    return re.sub(r"^(?:ตำบล|อำเภอ|จังหวัด|ต\.|อ\.|จ\.)", "", name)


@cache
def provinces() -> Mapping[str, str]:
    """Return the code of every province, by name."""
    return {province.name_th: province.code for province in geothai.provinces()}


@cache
def districts() -> Mapping[str, frozenset[str]]:
    """Return the codes of every district, by name; some names are used twice.

    A province's capital district goes by เมือง alone as well.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            codes[district.name_th].add(district.code)
            if district.name_th == f"{CAPITAL}{province.name_th}":
                codes[CAPITAL].add(district.code)
    return {name: frozenset(found) for name, found in codes.items()}


@cache
def subdistricts() -> Mapping[str, frozenset[str]]:
    """Return the codes of every sub-district, by name; many names are used often."""
    codes: dict[str, set[str]] = defaultdict(set)
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            for subdistrict in geothai.subdistricts(district.code):
                codes[subdistrict.name_th].add(subdistrict.code)
    return {name: frozenset(found) for name, found in codes.items()}


@cache
def _known() -> frozenset[str]:
    names = {*provinces(), *districts(), *subdistricts()}
    return frozenset(name for name in names if len(name) >= _BEGINNING)


@cache
def _beginnings() -> frozenset[str]:
    counts = Counter(name[:_BEGINNING] for name in subdistricts())
    open_ones = Counter(name[:2] for name in subdistricts() if name[1] == "า")
    return frozenset(
        head
        for heads, least in ((counts, _LEAST_BEGINNINGS), (open_ones, _LEAST_OPEN))
        for head, number in heads.items()
        if number >= least
    )


def known_at(text: str, names: Mapping[str, object] | None = None) -> str:
    """Return the longest place's name that a text begins with; empty for none."""
    among = _known() if names is None else names
    longest = next(
        (n for n in range(25, 1, -1) if text[:n] in among and n <= len(text)), 0
    )
    return text[:longest]


def sounds_like_a_place(text: str) -> bool:
    """Whether a text begins as many names of places do."""
    return not _beginnings().isdisjoint((text[:_BEGINNING], text[:2]))
