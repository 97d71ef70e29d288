"""`rules`: a rule, explained."""

import re
from pathlib import Path

from tests.flow.commands.running import Run


def test_a_rule_is_explained_in_the_offices_language(run: Run, office: Path) -> None:
    thai = run("rules", "QTR001", "--office", str(office)).out
    (office / "office.toml").write_text('language = "en"\n', "utf-8")
    english = run("rules", "QTR001", "--office", str(office)).out

    assert "ยังไม่ได้ทำเครื่องหมายไตรมาสที่จะดำเนินการ" in thai
    assert "ยืนยันแทนการแก้ไม่ได้" in thai
    assert "ให้ระบุเวลาดำเนินการของทุกโครงการ" in thai
    assert "ที่มา: คู่มือการจัดทำแผนปฏิบัติการป้องกันการทุจริต" in thai
    assert not re.search("[a-z]{3}", re.sub(r"https?://\S+", "", thai))
    assert "No quarter is ticked" in english
    assert "The NACC asks for the time of every project" in english
    assert not re.search("[ก-๛]{3}", english)


def test_a_rule_is_explained_however_its_code_is_typed(office: Path, run: Run) -> None:
    typed = run("rules", "qtr001", "--office", str(office))

    assert typed.status == 0
    assert typed == run("rules", "QTR001", "--office", str(office))
    assert "QTR001" in typed.out
