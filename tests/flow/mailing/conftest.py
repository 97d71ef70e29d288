"""An office in memory, with an executive, one who is responsible, and an administrator."""

from dataclasses import replace
from pathlib import Path

import pytest

from sync.cycle.services import Services
from tests.fakes import FixedClock, MemorySpreadsheet
from tests.flow.mailing.letters import PEOPLE
from tests.mails import NOW
from tests.offices import memory_office
from tests.sheets import clean_sheet, type_in


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    sheet = MemorySpreadsheet(*type_in(clean_sheet(), PEOPLE).tabs)
    return replace(memory_office(tmp_path, clock), spreadsheet=sheet)
