"""The yearly plan of operations as a Word file or text has it."""

from sync.model.imports import Said
from sync.model.plan import Field, Heading, Info
from tests.unit.importing.exports import parse

TITLE = "แบบ ผด.02\nแผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2570\nเทศบาลตำบลเขาสมมุติ\n"
TABLE = """\
ลำดับที่\tโครงการ/กิจกรรม\tรายละเอียดของกิจกรรม\tงบประมาณ (บาท)\tหน่วยงานรับผิดชอบหลัก\tไตรมาส
มิติที่ 1 จิตสำนึก\t\t\t\t\t
1\tโครงการอบรมคุณธรรม\tอบรม 40 คน\t30,000\tสำนักปลัด\t1
2\tมาตรการเปิดเผยราคากลาง\tประกาศ\t-\tกองคลัง\t1-4
"""
SIGNED = """\
ลงชื่อ..........ผู้จัดทำ\t\tลงชื่อ..........ผู้อนุมัติ
(นางสาวสมมุติ ใจดี)\t\t(นายแบบแผน รักไทย)
นักวิเคราะห์\t\tนายกเทศมนตรี
"""


def test_the_form_of_yearly_operations_comes_in_whole() -> None:
    total = "รวม\t2 โครงการ\t\t30,000\t\t\n"
    note = "หมายเหตุ : ข้อมูล ณ วันที่ 1 ตุลาคม 2569\n"

    plan = parse(TITLE + TABLE + total + note + SIGNED)

    assert [row[Field.DIMENSION] for row in plan.projects] == ["1", "1"]
    assert [detail.texts for detail in plan.details] == [
        {Heading.METHOD: "อบรม 40 คน", Heading.RESPONSIBLE: "สำนักปลัด"},
        {Heading.METHOD: "ประกาศ", Heading.RESPONSIBLE: "กองคลัง"},
    ]
    assert plan.info[Info.AS_OF] == "1 ตุลาคม 2569"
    assert plan.info[Info.APPROVER] == "นายแบบแผน รักไทย"
    assert plan.info[Info.APPROVER_POSITION] == "นายกเทศมนตรี"
    assert plan.info[Info.ISSUER] == "นางสาวสมมุติ ใจดี"
    assert plan.info[Info.ISSUER_POSITION] == "นักวิเคราะห์"
    assert plan.unplaced == ()
    assert Said("found_form_here", {"text": "แบบ ผด.02"}) in plan.found
    columns = [each.facts for each in plan.found if each.code == "found_column_here"]
    assert {own["column"]: own["heading"] for own in columns} == {
        "รายละเอียดของกิจกรรม": Heading.METHOD,
        "หน่วยงานรับผิดชอบหลัก": Heading.RESPONSIBLE,
    }
    assert plan.left == ()


def test_a_total_that_counts_other_projects_is_told() -> None:
    plan = parse(TITLE + TABLE + "รวม\t9 โครงการ\t\t30,000\t\t\n")

    facts = {"text": "รวม 9 โครงการ", "projects": "2"}
    assert plan.doubts == (Said("doubt_count_here", facts),)
