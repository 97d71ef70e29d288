"""`check`: findings, for people and for programs."""

import json
from pathlib import Path

from tests.flow.commands.running import Run, files, type_in, value


def test_check_gives_json_and_exit_status_1_when_there_are_errors(
    office: Path, run: Run
) -> None:
    before = files(office)

    ran = run("check", "--json", "--office", str(office))

    assert ran.status == 1
    findings = json.loads(ran.out)
    (one,) = [finding for finding in findings if finding["rule"] == "QTR001"]
    assert one == {
        "rule": "QTR001",
        "severity": "error",
        "tab": "โครงการ",
        "cell": "E8",
        "place": "ลำดับที่ 6 โครงการเพิ่มช่องทางยื่นคำขอรับบริการผ่านระบบออนไลน์ (e-Service)"
        " · ดำเนินการไตรมาส 1 (โครงการ!E8)",
        "project": 6,
        "number": "6",
        "name": "โครงการเพิ่มช่องทางยื่นคำขอรับบริการผ่านระบบออนไลน์ (e-Service)",
        "field": "ดำเนินการไตรมาส 1",
        "found": "",
        "message": "ยังไม่ได้ทำเครื่องหมายไตรมาสที่จะดำเนินการ",
        "suggestion": "ทำเครื่องหมายอย่างน้อยหนึ่งไตรมาส โดยพิมพ์ / ในช่อง "
        "(สีพื้น รูปวาด หรือเส้นลากในช่องไม่นับเป็นเครื่องหมาย)",
        "others": [],
    }
    assert one["place"] in run("check", "--office", str(office)).out
    assert files(office) == before


def test_check_ends_with_1_where_only_what_is_reported_has_errors(
    office: Path, run: Run
) -> None:
    name = str(value(office, "โครงการ", "B14"))
    type_in(office, "โครงการ", {"F8": True, "D11": "15000", "D23": "", "L3": "AAAAA"})
    type_in(office, "รายละเอียด", {"A13": name, "H15": "กองคลัง"})
    plan = run("check", "--office", str(office))
    row = {"A2": "AAAAA", "F2": "6 เดือน 2570", "G2": "ไม่สามารถดำเนินการได้"}
    type_in(office, "ผลการดำเนินงาน", dict(row))

    reported = run("check", "--json", "--office", str(office))

    assert plan.status == 0
    errors = [it for it in json.loads(reported.out) if it["severity"] == "error"]
    assert [it["rule"] for it in errors] == ["PRG101"]
    assert reported.status == 1


def test_wrong_settings_are_told_all_at_once(office: Path, run: Run) -> None:
    (office / "office.toml").write_text('language = "fr"\ncolour = 1\n', "utf-8")

    ran = run("check", "--office", str(office))

    assert ran.status == 4
    assert "language" in ran.err
    assert "colour" in ran.err


def test_an_english_office_is_spoken_to_in_english(office: Path, run: Run) -> None:
    (office / "office.toml").write_text('language = "en"\n', "utf-8")

    ran = run("check", "--office", str(office))

    assert "projects: 16 · 172,000.00 baht in all" in ran.out
    assert "No quarter is ticked" in ran.out
