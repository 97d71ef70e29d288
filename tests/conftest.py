"""Every test run is the same run, and no test leaves anything to the next.

Properties draw the same examples each time.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from sync.log import log_nowhere

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,  # a slow machine is no failure
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _log_of_one_test() -> Iterator[None]:
    yield
    log_nowhere()
