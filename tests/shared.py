"""A real plan beside the repository, for those who have it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def shared_data(name: str) -> Path:
    """Return a file of the shared data; the test is skipped where there is none at all.

    Where the data is, a missing file is a failure: a test must not go quiet.
    """
    if not SHARED.exists():
        pytest.skip(f"no shared data beside the repository: {SHARED}")
    path = SHARED / "data" / name
    if not path.exists():
        pytest.fail(f"the shared data lacks {name}")
    return path
