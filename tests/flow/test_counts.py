"""Findings are counted alike wherever they are counted, and all of them are listed."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from sync.cli.main import main
from tests.offices import example_office

Run = Callable[..., str]
LEVELS = {"ต้องแก้ไข": "error", "ควรตรวจสอบ": "warning", "ข้อแนะนำ": "info"}
COUNTS = re.compile(
    r"ต้องแก้ไข (\d+) · ควรตรวจสอบ (\d+) · ข้อแนะนำ (\d+)(?: · ยืนยันว่าถูกต้อง (\d+))?"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> str:
        monkeypatch.setattr("sys.argv", ["run.py", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main()
        return capsys.readouterr().out

    return command


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = example_office(tmp_path / "office")
    chief: dict[str, str | bool] = {
        "A2": "ทดลอง",
        "B2": "chief@example.com",
        "C2": "ผู้บริหาร",
        "D2": True,
    }
    type_in(folder, "ผู้รับอีเมล", chief)
    return folder


def type_in(office: Path, tab: str, cells: Mapping[str, str | bool]) -> None:
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    for address, value in cells.items():
        workbook[tab][address] = value
    workbook.save(office / "plan.xlsx")


def confirm(office: Path, level: str) -> None:
    """Confirm, with a reason, what can be of a level."""
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    tab = workbook["ผลการตรวจสอบ"]
    columns = {cell.value: at for at, cell in enumerate(tab[1], 1)}
    for row in range(2, tab.max_row + 1):
        if tab.cell(row, columns["ระดับ"]).value == level:
            tab.cell(row, columns["ยืนยันว่าถูกต้อง"]).value = True
            tab.cell(row, columns["เหตุผล"]).value = "ตรวจแล้วถูกต้อง"
    workbook.save(office / "plan.xlsx")


def counted(text: str) -> tuple[int, ...]:
    found = COUNTS.search(text)
    assert found, text
    return tuple(int(number or 0) for number in found.groups())


def listed(levels: Counter[str], confirmed: int) -> tuple[int, ...]:
    return (levels["error"], levels["warning"], levels["info"], confirmed)


def letter(office: Path) -> EmailMessage:
    """Return the newest letter that tells of the whole plan."""
    files = sorted((office / "outbox").iterdir(), key=lambda it: it.stat().st_mtime_ns)
    letters = [message_from_bytes(it.read_bytes(), policy=default) for it in files]
    told = [it for it in letters if "ร่าง ต้องแก้ไข" in str(it["Subject"])]
    assert isinstance(told[-1], EmailMessage)
    return told[-1]


def many_errors(office: Path) -> None:
    type_in(office, "โครงการ", {f"C{row}": "ใด" for row in range(3, 19)})


def one_more(office: Path) -> None:
    type_in(office, "โครงการ", {"C9": "ใด", "I3": "ดู  ดู xxx"})


def no_more(_office: Path) -> None:
    pass


@pytest.mark.parametrize("spoil", [no_more, one_more, many_errors])
@pytest.mark.parametrize("level", ["", "ควรตรวจสอบ"])
def test_counts_are_the_same_everywhere_and_equal_what_is_listed(
    office: Path, run: Run, spoil: Callable[[Path], None], level: str
) -> None:
    place = ("--office", str(office))
    if level:
        run(*place)
        confirm(office, level)
    spoil(office)

    said = run(*place)

    told = json.loads(run("check", "--json", *place))
    confirmed = [each for each in told if "confirmed" in each]
    standing = Counter(each["severity"] for each in told if "confirmed" not in each)
    expected = listed(standing, len(confirmed))
    assert bool(confirmed) == bool(level)
    # the night and a check, at the terminal: counted, and a line each
    for shown in (said, run("check", *place)):
        assert counted(shown) == expected
        levels = Counter(
            LEVELS[line.partition("\t")[0]]
            for line in shown.splitlines()
            if line.partition("\t")[0] in LEVELS
        )
        assert listed(levels, len(confirmed)) == expected
        assert shown.count("· เหตุผล: ") == len(confirmed)
    assert counted(run("history", "-n", "1", *place)) == expected
    _assert_sheet(office, expected)
    _assert_mail(letter(office), expected)


def _assert_sheet(office: Path, expected: tuple[int, ...]) -> None:
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    summary = "\n".join(
        str(cell.value or "") for row in workbook["สรุป"] for cell in row
    )
    assert counted(summary) == expected
    assert summary.count("· เหตุผล: ") == expected[3]
    tab = workbook["ผลการตรวจสอบ"]
    columns = {cell.value: at for at, cell in enumerate(tab[1])}
    rows = [row for row in tab.iter_rows(min_row=2, values_only=True) if any(row)]
    counts = Counter(
        LEVELS.get(str(row[columns["ระดับ"]]))
        for row in rows
        if not str(row[columns["ผลการยืนยัน"]] or "").startswith("ยืนยันแล้ว")
    )
    accepted = len(rows) - sum(counts.values())
    assert (counts["error"], counts["warning"], counts["info"], accepted) == expected


def _assert_mail(message: EmailMessage, expected: tuple[int, ...]) -> None:
    errors = expected[0]
    assert f"ต้องแก้ไข {errors} จุด" in str(message["Subject"])
    body = message.get_body(("plain",))
    assert body
    text = body.get_content()
    part = text.partition("สิ่งที่ต้องแก้ไข\n")[2]
    part = re.split(r"\n(?:ยืนยันว่าถูกต้อง|จดหมายนี้)", part)[0]
    more = re.search(r"และอีก (\d+) รายการ", part)
    points = len(re.findall(r"^- ", part, re.M))
    assert points + int(more[1] if more else 0) == errors
