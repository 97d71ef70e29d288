"""What all mistakes are planted with."""

import random
from collections.abc import Callable

from benchmarks.offices import OfficePlan
from sync.model.plan import Heading, Info
from sync.thai.digits import in_digits_of

Mistake = tuple[OfficePlan, int, Heading | str]
"""The plan with the mistake, the number of the project (from 0), and the heading."""
Plant = Callable[[OfficePlan, random.Random], Mistake | None]


def in_digits(plan: OfficePlan, figure: object) -> str:
    """Write a figure in the digits of the plan."""
    return in_digits_of(plan.info[Info.TITLE])(str(figure))


def some_project(plan: OfficePlan, chance: random.Random) -> int:
    """Return the number of any project of the plan, from 0."""
    return chance.randrange(len(plan.projects))
