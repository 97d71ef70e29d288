"""What every matrix needs: children that start quickly, and warm."""

from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest

from tests.matrix.crashing import CONTEXT

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="module")
def _quick_children() -> Iterator[None]:
    """Have what a life needs loaded once; the server of children looks here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        # one that other tests left, or killed, loads nothing any more
        forkserver._forkserver._stop()  # type: ignore[attr-defined]
        # words and templates as well: a cold life takes four times as long
        CONTEXT.set_forkserver_preload(["tests.matrix.living", "sync.province.warm"])
        process = CONTEXT.Process(target=int)
        process.start()
        process.join()
        process.close()
        yield


@pytest.fixture(autouse=True, scope="module")
def _no_libreoffice() -> Iterator[None]:
    """Have Google convert without it: it takes seconds each, hundreds of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("emulator.drive.office.converted", lambda *_: None)
        yield
