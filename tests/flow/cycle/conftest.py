"""An office of the tests, all in memory."""

from pathlib import Path

import pytest

from sync.cycle.services import Services
from tests.fakes import FixedClock
from tests.flow.cycle.nights import NIGHT
from tests.offices import memory_office


@pytest.fixture
def office(tmp_path: Path) -> Services:
    return memory_office(tmp_path, FixedClock(NIGHT))
