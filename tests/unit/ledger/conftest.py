"""An office whose ledger is in a database."""

from pathlib import Path

import pytest

from sync.ledger.postgres import PostgresHome
from tests.ledgers import home_of


@pytest.fixture
def home(database: str, tmp_path: Path) -> PostgresHome:
    return home_of(database, "a", tmp_path / "a")
