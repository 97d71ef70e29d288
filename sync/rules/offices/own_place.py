"""Rules on where the office is, by the register of provinces and districts."""

from collections.abc import Iterator

from sync.model.findings import Hit
from sync.model.plan import Info, Plan
from sync.rules.context import RuleContext
from sync.rules.offices import thai_places
from sync.rules.offices.own_name import kind_of, names_the_office
from sync.thai.distance import distance
from sync.thai.folding import clean

_CITY = "กรุงเทพมหานคร"
"""It has districts of its own, and none of the offices that make such plans."""
_SHORT = 6
"""Letters: of a name with fewer one may be mistyped, of a longer one two."""
_PART = 3
"""Letters of a name that tell which is meant: อยุธยา, ประจวบ."""


def no_province(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The province is one of those in which there are such offices, by its whole name.

    A place that is in the register with nothing, neither its district nor anything like
    its province, is somebody's example, and left alone.
    """
    typed = plan.info.text(Info.PROVINCE)
    name, district = (
        thai_places.bare(typed),
        thai_places.bare(plan.info.text(Info.AMPHOE)),
    )
    city = {_CITY} if kind_of(plan, context) else set()
    known = set(thai_places.provinces()) - city
    if not name or name in known:
        return
    near = [each for each in sorted(known | city) if _is_meant(name, each)]
    places = {*thai_places.districts(), *thai_places.subdistricts()}
    is_real = district in {*thai_places.districts()} - _ANYWHERE
    if near or is_real or name in places or "." in name:
        facts = {"near": ", ".join(each for each in near if each not in city)}
        yield Hit("INF007", plan.info.cells[Info.PROVINCE], clean(typed), facts)


_ANYWHERE = {thai_places.CAPITAL}
"""Every province has one."""


def _is_meant(name: str, province: str) -> bool:
    """Whether a name is a province's, mistyped or cut short."""
    if len(name) >= _PART and name in province:
        return True
    allowed = 1 if len(name) < _SHORT else 2
    return distance(name, province) <= allowed


def places_apart(plan: Plan, context: RuleContext) -> Iterator[Hit]:
    """The plan's district is in its province, and its sub-district in the district.

    Judged by the list of the Department of Provincial Administration; a province that
    is none of its seventy-seven is left alone.
    """
    kind = kind_of(plan, context)
    code = thai_places.provinces().get(thai_places.bare(plan.info.text(Info.PROVINCE)))
    typed = plan.info.text(Info.AMPHOE)
    district = thai_places.bare(typed)
    if not code or not district:
        return
    codes = thai_places.districts().get(district, frozenset())
    here = [each for each in codes if each.startswith(code)]
    facts = {"of": f"จังหวัด{thai_places.bare(plan.info.text(Info.PROVINCE))}"}
    if not here:
        yield Hit("INF006", plan.info.cells[Info.AMPHOE], typed, facts)
    elif kind and "องค์การบริหารส่วนตำบล" in kind.names:
        name = names_the_office(plan, kind)
        known = thai_places.subdistricts().get(name, frozenset())
        if known and not any(each.startswith(tuple(here)) for each in known):
            facts = {"of": f"อำเภอ{district}"}
            yield Hit("INF006", plan.info.cells[Info.OFFICE], clean(name), facts)
