"""The pace that offices of a province share: never more than the quota, in any window."""

import time
from pathlib import Path

import pytest

from sync.province.pace import Quota, SharedPace, project_of

ROBOT = "robot@plans-1.iam.gserviceaccount.com"
OTHER = "other@plans-1.iam.gserviceaccount.com"
WINDOW = 300


class Province:
    """What a province's processes share quotas in."""

    def __init__(self, folder: Path, database: str) -> None:
        self._folder, self._database = folder, database

    def pace(self, reads: int, project: int) -> SharedPace:
        quota, whole = Quota(reads, 100, WINDOW), Quota(project, 100, WINDOW)
        place = self._folder / ".pace"
        return SharedPace(place, quota, whole, database=self._database)


@pytest.fixture(params=["files", pytest.param("database", marks=pytest.mark.slow)])
def province(tmp_path: Path, request: pytest.FixtureRequest) -> Province:
    in_database = request.param == "database"
    database = request.getfixturevalue("database") if in_database else ""
    return Province(tmp_path, database)


def test_two_who_share_an_account_share_its_quota(province: Province) -> None:
    ours, theirs = province.pace(4, 100), province.pace(4, 100)
    began, passed = time.monotonic(), []

    for each in (ours, theirs) * 3:
        each(ROBOT, writes=False)
        passed.append(time.monotonic())

    # the fifth is the next window's
    assert passed[4] - began >= WINDOW / 1000


def test_accounts_of_one_project_share_the_projects_quota(province: Province) -> None:
    shared = province.pace(100, 2)
    began = time.monotonic()

    for account in (ROBOT, OTHER, ROBOT):
        shared(account, writes=False)

    assert time.monotonic() - began >= WINDOW / 1000


def test_looks_and_changes_have_quotas_of_their_own(province: Province) -> None:
    shared = province.pace(1, 100)
    began = time.monotonic()

    shared(ROBOT, writes=False)
    for _ in range(3):
        shared(ROBOT, writes=True)

    assert time.monotonic() - began < WINDOW / 1000


def test_who_waits_says_so_and_when_it_is_over(province: Province) -> None:
    heard: list[bool] = []
    shared = province.pace(1, 100)
    shared.waiting = heard.append

    shared(ROBOT, writes=False)

    assert heard == [True, False]


def test_only_service_accounts_have_a_project() -> None:
    assert project_of(ROBOT) == "plans-1"
    assert project_of("somebody@example.com") == ""


def test_no_account_is_named_in_the_folder(tmp_path: Path) -> None:
    Province(tmp_path, "").pace(5, 5)(ROBOT, writes=False)

    names = " ".join(path.name for path in (tmp_path / ".pace").iterdir())
    assert "robot" not in names
    assert "plans" not in names
