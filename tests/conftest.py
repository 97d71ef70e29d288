"""Every test run is the same run, and no test leaves anything to the next.

Properties draw the same examples each time.
"""

import gc

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.postgres"]

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
