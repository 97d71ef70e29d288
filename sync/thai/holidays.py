"""Public holidays of Thailand, those that move with the moon as well."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache


def days_off(
    years: Collection[int], added: Collection[date], taken_away: Collection[date]
) -> frozenset[date]:
    """Return the days besides weekends on which an office does not work.

    Args:
        years: Christian years.
        added: days off that are no public holidays, or not known as such.
        taken_away: public holidays on which the office works.

    Returns:
        The days; those that a cabinet decides on late are not among them unless added.
    """
    public = _public(frozenset(years))
    return (public | frozenset(added)) - frozenset(taken_away)


@lru_cache(maxsize=4)  # a worker asks every night for the same two years
def _public(years: frozenset[int]) -> frozenset[date]:
    # its countries take long to load, and a look reminds nobody
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("TH", years=tuple(years)))
