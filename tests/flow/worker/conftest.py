"""A worker at an office, on a clock of the test's own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from sync.adapters.clock import BangkokClock
from sync.settings.values import Settings, WatchSettings
from tests.flow.worker.watching import START, Minutes, Watch, Wire
from tests.offices import memory_office


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def watch(tmp_path: Path, traveller: time_machine.Traveller) -> Watch:
    office = memory_office(tmp_path, BangkokClock())
    settings = Settings(watch=WatchSettings(look_minutes=5, quiet_seconds=60))
    office = replace(office, spreadsheet=Wire(), settings=settings)
    return Watch(office, Minutes(traveller))
