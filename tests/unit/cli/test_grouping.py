"""What is said of commands, and of wrong ones."""

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session


def said(*arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, arguments, obj=Session(), terminal_width=80)
    return ended.exit_code, ended.output


@pytest.mark.parametrize("group", [(), ("province",)], ids=["one", "province"])
def test_no_line_of_the_list_of_commands_is_cut(group: tuple[str, ...]) -> None:
    status, out = said(*group, "--help")
    _, listed = out.split("คำสั่ง · Commands:\n")

    assert status == 0
    assert listed.strip()
    assert "..." not in listed
    assert " · " not in listed


@pytest.mark.parametrize(
    ("arguments", "thai", "english"),
    [
        (("chekc",), "ไม่มีคำสั่งนี้", "No such command"),
        (("check", "--jsn"), "ไม่มีตัวเลือก --jsn", "No such option"),
        (("sign-in",), "คำสั่งยังไม่ครบ", "Missing argument"),
        (("history", "-n", "x"), "ค่าที่ให้มาใช้ไม่ได้", "Invalid value"),
        (("province", "wrok"), "ไม่มีคำสั่งนี้", "No such command"),
    ],
    ids=["command", "option", "missing", "value", "province"],
)
def test_a_wrong_command_is_told_of_in_both_languages(
    arguments: tuple[str, ...], thai: str, english: str
) -> None:
    status, out = said(*arguments)

    assert status == 2
    assert thai in out
    assert english in out
    assert out.count(thai) == 1


def test_an_option_of_the_command_above_is_told_where_it_belongs() -> None:
    status, out = said("province", "init", "--province", "north")

    assert status == 2
    assert "ให้พิมพ์ไว้ถัดจาก" in " ".join(out.split())
    assert "province · No such option" in " ".join(out.split())
