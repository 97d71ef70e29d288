"""The pace that offices of a province share: never more than the quota, in any window."""

import time
from pathlib import Path

from sync.province.pace import Quota, SharedPace, project_of

ROBOT = "robot@plans-1.iam.gserviceaccount.com"
OTHER = "other@plans-1.iam.gserviceaccount.com"
WINDOW = 300


def pace(folder: Path, reads: int, project: int) -> SharedPace:
    return SharedPace(
        folder / ".pace", Quota(reads, 100, WINDOW), Quota(project, 100, WINDOW)
    )


def test_two_who_share_an_account_share_its_quota(tmp_path: Path) -> None:
    ours, theirs = pace(tmp_path, 4, 100), pace(tmp_path, 4, 100)
    began, passed = time.monotonic(), []

    for each in (ours, theirs) * 3:
        each(ROBOT, writes=False)
        passed.append(time.monotonic())

    # the fifth is the next window's
    assert passed[4] - began >= WINDOW / 1000


def test_accounts_of_one_project_share_the_projects_quota(tmp_path: Path) -> None:
    shared = pace(tmp_path, 100, 2)
    began = time.monotonic()

    for account in (ROBOT, OTHER, ROBOT):
        shared(account, writes=False)

    assert time.monotonic() - began >= WINDOW / 1000


def test_looks_and_changes_have_quotas_of_their_own(tmp_path: Path) -> None:
    shared = pace(tmp_path, 1, 100)
    began = time.monotonic()

    shared(ROBOT, writes=False)
    for _ in range(3):
        shared(ROBOT, writes=True)

    assert time.monotonic() - began < WINDOW / 1000


def test_who_waits_says_so_and_when_it_is_over(tmp_path: Path) -> None:
    heard: list[bool] = []
    shared = pace(tmp_path, 1, 100)
    shared.waiting = heard.append

    shared(ROBOT, writes=False)

    assert heard == [True, False]


def test_only_service_accounts_have_a_project() -> None:
    assert project_of(ROBOT) == "plans-1"
    assert project_of("somebody@example.com") == ""


def test_no_account_is_named_in_the_folder(tmp_path: Path) -> None:
    pace(tmp_path, 5, 5)(ROBOT, writes=False)

    names = " ".join(path.name for path in (tmp_path / ".pace").iterdir())
    assert "robot" not in names
    assert "plans" not in names
