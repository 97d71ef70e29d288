"""A new office for the doctor to look at."""

from pathlib import Path

import pytest

from tests.offices import example_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return example_office(tmp_path / "office")
