"""An office in memory with a public folder on the disk."""

from dataclasses import replace
from pathlib import Path

import pytest

from sync.cycle.services import PublicPlace, Services
from sync.storage import durable, trees
from sync.storage.trees import Tree
from tests.fakes import FixedClock, MemoryPdf
from tests.flow.public.publishing import NOW, SCHEMA
from tests.offices import memory_office


@pytest.fixture(autouse=True)
def _never_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "sync_file", lambda _handle: None)
    monkeypatch.setattr(trees, "sync_folder", lambda _folder: None)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    shown = PublicPlace(
        Tree(tmp_path / "public", tmp_path / "public-kept"), MemoryPdf(), (), SCHEMA
    )
    return replace(memory_office(tmp_path, clock), public=shown)
