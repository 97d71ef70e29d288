"""A province is made, and its offices are added whole or not at all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.errors import (
    NoSuchOffice,
    OfficeListUnusable,
    OfficeNameUnusable,
    OfficeThere,
    ProvinceMissing,
    SourceWithoutTable,
    Stopped,
)
from sync.province.places import ProvincePaths
from sync.settings.office_file import load_settings
from tests.flow.province_commands.running import LINK, Run
from tests.offices import EXAMPLE, ROOT


def test_a_province_is_made_once(paths: ProvincePaths, run: Run) -> None:
    first = run("init")
    paths.settings.write_text('language = "en"\n', "utf-8")
    again = run("init")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert paths.settings.read_text("utf-8") == 'language = "en"\n'
    assert "nothing was changed" in again.output
    assert (paths.folder / "keys").stat().st_mode & 0o077 == 0


def test_offices_are_added_one_by_one_and_from_a_list(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    offices = tmp_path / "offices.csv"
    offices.write_text(f"name,sheet\nb,{LINK}\nc,{LINK}\n", "utf-8-sig")
    run("init")

    added = [
        run("add", "a", str(EXAMPLE)),
        run("add", "--list", str(offices)),
        run("add", "--list", str(offices)),
    ]

    assert [it.exit_code for it in added] == [0, 0, 0], added
    assert list(paths.office_names()) == ["a", "b", "c"]
    assert paths.office("a").workbook.exists()
    google = load_settings(paths.office("b").settings).google
    assert google
    assert google.spreadsheet == LINK


def test_of_an_office_added_with_a_broken_plan_is_said_what_import_says(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    rows = "1\tโครงการอบรม\t1\t10,000\n2\tกิจกรรมจิตอาสา\t1\t5,000\n"
    header = "ลำดับ\tโครงการ\tมิติ\tงบประมาณ\n"
    plan.write_text(f"แผนต้านทุจริต\n{header}{rows}รวม\t\t\t99,000\n", "utf-8")
    run("init")

    added = run("add", "a", str(plan))
    office = ["import", str(plan), "--office", str(tmp_path / "alone")]
    said = CliRunner().invoke(app, office, obj=Session())

    assert (added.exit_code, said.exit_code) == (1, 1)
    assert "99,000.00" in added.output
    assert added.output.splitlines()[:-1] == said.output.splitlines()[:-1]
    assert paths.office("a").workbook.exists()


def test_no_office_is_added_with_a_plan_without_its_table(
    paths: ProvincePaths, run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    section = "ลำดับที่ 1\n1. ชื่อโครงการ : อบรม\n2. หลักการและเหตุผล\nเห็นความสำคัญ\n"
    plan.write_text(section, "utf-8")
    run("init")

    added = run("add", "a", str(plan))

    assert isinstance(added.exception, SourceWithoutTable)
    assert not paths.office("a").workbook.exists()


@pytest.mark.parametrize(
    ("arguments", "stop"),
    [
        (("add", "../up", LINK), OfficeNameUnusable),
        (("add", "a/b", LINK), OfficeNameUnusable),
        (("pause", "nobody"), NoSuchOffice),
        (("now", "nobody"), NoSuchOffice),
        (("add", "--list", str(ROOT / "README.md")), OfficeListUnusable),
        (("add", "--list", "no-such-file.csv"), OfficeListUnusable),
    ],
)
def test_what_cannot_be_is_a_stop_and_changes_nothing(
    paths: ProvincePaths, run: Run, arguments: tuple[str, ...], stop: type[Exception]
) -> None:
    run("init")

    result = run(*arguments)

    assert isinstance(result.exception, stop)
    assert list(paths.offices.iterdir()) == []
    assert not paths.paused.exists()


def test_an_office_is_there_only_when_it_is_whole(
    paths: ProvincePaths, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    run("init")
    with monkeypatch.context() as patch:
        patch.setattr("sync.province.setting_up.put_if_missing", killed)
        with pytest.raises(Stopped):
            run("add", "a", LINK)
    half = paths.office_names()
    run("add", "a", LINK)

    assert half == []
    assert paths.office_names() == ["a"]
    assert [it.name for it in paths.offices.iterdir()] == ["a"]


def test_a_link_that_is_none_leaves_no_office(paths: ProvincePaths, run: Run) -> None:
    run("init")

    result = run("add", "a", "x://y z")

    assert result.exit_code != 0
    assert not paths.office("a").settings.exists()


@pytest.mark.parametrize("command", ["run", "work", "now", "status", "doctor"])
def test_without_a_province_every_command_says_so(run: Run, command: str) -> None:
    assert isinstance(run(command).exception, ProvinceMissing)


def test_an_office_that_is_there_is_not_added_and_no_other_command_is_advised(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", str(EXAMPLE))

    again = run("add", "a", str(EXAMPLE))

    assert isinstance(again.exception, OfficeThere)
    assert again.exception.path == paths.office("a").workbook
