"""Turns at Google by the clock of a database, which people set as they set others."""

import psycopg
import pytest

from sync.province.databases import in_database
from sync.province.turns import Turns

HOUR = 3600.0


@pytest.mark.slow
def test_nobody_waits_for_a_clock_that_was_set_back(database: str) -> None:
    waited: list[float] = []
    turns = Turns(in_database(database), "reads", 2, 60_000, waited.append)
    for _ in range(3):
        turns.take()
    with psycopg.connect(database) as db:
        db.execute(
            "UPDATE plan_sync_province.turns SET at = at + %s, taken = taken + %s",
            (HOUR, HOUR),
        )
    turns.take()

    assert waited[:2] == [0, 0]
    assert 0 < waited[2] <= 60
    assert waited[3] == 0
