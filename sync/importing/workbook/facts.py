"""Rows above a table that say of a plan what a label says, its text in the cell beside it."""

from collections.abc import Iterable, Mapping, Sequence

from sync.importing.believed import is_believed
from sync.importing.front import parse_front
from sync.importing.workbook.reading import texts_in
from sync.model.cells import Tab
from sync.model.plan import LINKS, Info
from sync.plan.labels import Headers
from sync.thai.dates import parse_year
from sync.thai.folding import clean, key
from sync.thai.office_names import province_of

Facts = Mapping[Info, str]


def facts_by_row(
    tab: Tab, rows: Iterable[int], headers: Headers
) -> Mapping[int, Facts]:
    """Return what rows of nothing but labels and texts say; one that says otherwise is none.

    Args:
        tab: with the rows.
        rows: the first is believed first.
        headers: what the labels are called.
    """
    found: dict[int, Facts] = {}
    known: dict[Info, str] = {}
    for row in rows:
        facts = _facts_in(texts_in(tab, row), headers)
        if facts and not _differ(facts, known):
            found[row] = facts
            known |= facts
    return found


def agreeing(
    said: Iterable[tuple[str, Facts]], front: Facts
) -> tuple[Facts, Sequence[str]]:
    """Return what rows say that a plan's front does not, and the lines of those that differ.

    Args:
        said: each row as a line, and what it says.
        front: what is known of the plan already.
    """
    facts: dict[Info, str] = {}
    otherwise = []
    for line, own in said:
        if _differ(own, {**facts, **front}):
            otherwise.append(line)
        else:
            facts |= own
    return facts, otherwise


def whole_info(facts: Facts, front: Facts) -> Facts:
    """Return all that is said of a plan, its front before others, and what follows from it.

    The office of a province bears the province's name.
    """
    info = {**facts, **front}
    province = province_of(info.get(Info.OFFICE, ""))
    return {Info.PROVINCE: province, **info} if province else info


def _differ(facts: Facts, known: Facts) -> bool:
    """Whether anything is said otherwise elsewhere."""
    both = facts.keys() & known.keys()
    return any(key(facts[info]) != key(known[info]) for info in both)


def _facts_in(texts: Sequence[str], headers: Headers) -> Facts:
    labels, values = texts[::2], [clean(text) for text in texts[1::2]]
    named = [headers.find("info", clean(label).rstrip(" :")) for label in labels]
    if len(labels) != len(values) or None in named or len({*named}) < len(named):
        return {}
    facts = {Info(name): text for name, text in zip(named, values, strict=True) if name}
    if not all(_may_be(info, text) for info, text in facts.items()):
        return {}
    office, _ = parse_front([facts.get(Info.OFFICE, "")], (), ())
    kind = {Info.OFFICE_TYPE} & office.keys()
    return {**{info: office[info] for info in kind}, **facts}


def _may_be(info: Info, text: str) -> bool:
    if info in {*LINKS, Info.UNPLACED}:
        return False
    if info is Info.FISCAL_YEAR:
        return parse_year(text) is not None
    return info is Info.PERIOD or is_believed(info, text, labelled=True)
