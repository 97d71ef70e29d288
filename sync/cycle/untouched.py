"""A plan that the year's turn made and nobody has touched since: news to nobody.

Its quarters were emptied by the worker itself. That they are to be ticked stands in the
sheet; whoever waits for the new plan is told once staff have begun it.
"""

import hashlib

from sync.cycle.services import Services
from sync.ledger.facts import to_json
from sync.model.changes import Facts
from sync.model.plan import Info
from sync.plan.changes import plan_facts, told_of_office
from sync.sheet.read import read_plan
from sync.sheet.write_back import give_keys
from sync.thai.dates import parse_year

_NOTE, _BEGUN = "turned plan", "year "


def note_turn(services: Services, year: int) -> None:
    """Note that the plan is about to be made one of a year; it may be cut off there."""
    services.ledger.notes.write(_NOTE, f"{_BEGUN}{year}")


def note_untouched(services: Services) -> None:
    """Note what the plan says that the turn has just made."""
    headers = services.reference.headers
    reading = read_plan(services.spreadsheet.read(), headers)
    plan = give_keys(reading.plan, {})
    said = plan_facts(plan, reading.matching, headers)
    services.ledger.notes.write(_NOTE, _digest(said))


def is_untouched(services: Services, facts: Facts) -> bool:
    """Whether a plan says what it said when the turn had made it.

    Where the turn was cut off before it could note that, it is what is met first.
    """
    noted, now = services.ledger.notes.read(_NOTE) or "", _digest(facts)
    if noted.startswith(_BEGUN):
        headers, wanted = services.reference.headers, Info.FISCAL_YEAR
        said = told_of_office(facts, headers, [wanted])[wanted]
        if str(parse_year(said)) != noted.removeprefix(_BEGUN):
            return False  # still the old year's
        services.ledger.notes.write(_NOTE, now)
        return True
    return noted == now


def _digest(facts: Facts) -> str:
    # a key is the worker's own, and may be given only after the turn
    said = tuple(("", name, field, text) for _, name, field, text in facts)
    return hashlib.sha256(to_json(said).encode("utf-8", "surrogatepass")).hexdigest()
