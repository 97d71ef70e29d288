"""Every test run is the same run, and no test leaves anything to the next.

Properties draw the same examples each time.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sync.rules.text.wordlists import WordLists, load_word_lists

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,  # a slow machine is no failure
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as the worker does, and never among what stays.

    Thousands of tests and all that they import were gone through again and again: a
    quarter of the time of the whole run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(autouse=True, scope="session")
def _texts_judged_once() -> Iterator[None]:
    """Let offices without words of their own share the lists, and what these remember.

    Most nights of the tests are over one plan, whose texts are looked at once then.
    """
    shared = load_word_lists()

    def lists(*, office: Path) -> WordLists:
        return load_word_lists(office=office) if os.path.lexists(office) else shared

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.wiring.services.load_word_lists", lists)
        yield
