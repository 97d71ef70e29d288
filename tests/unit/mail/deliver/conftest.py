"""An outbox with three messages, and who takes them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.ledger import Ledger
from tests.fakes import FixedClock
from tests.unit.mail.deliver.post import NIGHT, ONE, PUBLICATION, THREE, TWO, Post


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.copy(tmp_path / "none")
    ledger.publications.record(PUBLICATION, [ONE, TWO, THREE], NIGHT)
    yield ledger
    ledger.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NIGHT)


@pytest.fixture
def silent() -> Post:
    """An SMTP server: it never tells what it took."""
    return Post(tells=False)


@pytest.fixture
def telling() -> Post:
    """Gmail, or a folder: one can look."""
    return Post(tells=True)
