"""A template that is refused: which stop it is, and what people are told."""

import io
import zipfile

import pytest

from sync.errors import TemplateError
from sync.messages import load_words
from tests.unit.documents.pages import page_of
from tests.unit.documents.word import TEMPLATE, edited
from tests.unit.documents.word import stop as stop_of
from tests.unit.fictional import PLAN


def with_tag(tag: str) -> bytes:
    return edited(lambda text: text.replace("{{ office }}", tag, 1))


def crossing() -> bytes:
    def moved(text: str) -> str:
        begun = text.replace("{{ office }}", "{% if errors %}", 1)
        return begun.replace("รวมทั้งสิ้น", "{% endif %}", 1)

    return edited(moved)


def without_main_part() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        package.writestr("readme.txt", "no document")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"", "template_damaged"),
        (TEMPLATE[:2000], "template_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "template_damaged"),
        (without_main_part(), "template_damaged"),
        (edited(lambda text: text[:300]), "template_damaged"),
        (with_tag("{{ ofice }}"), "template_name_unknown"),
        (with_tag("{{ office|shout }}"), "template_name_unknown"),
        (with_tag("{{ office"), "template_tag_unfinished"),
        (with_tag("ของ { office }"), "template_tag_unfinished"),
        (with_tag("{% if office %}"), "template_tag_unfinished"),
        (with_tag("{{ office ก }}"), "template_tag_unfinished"),
        (with_tag("{{ office\u200b }}"), "template_tag_unfinished"),
        (crossing(), "template_tag_unfinished"),
        (with_tag("{{ 1 / 0 }}"), "template"),
        (with_tag("{{ ''.__class__ }}"), "template"),
    ],
)
def test_what_is_wrong_with_a_word_template_is_a_stop_of_its_own(
    template: bytes, code: str
) -> None:
    stop = stop_of(template)

    assert (stop.code, stop.exit_code) == (code, 8)
    assert stop.facts["template"] == "plan.docx"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("ก".encode("cp874"), "template_encoding"),
        (b"{{ ofice }}", "template_name_unknown"),
        (b"{% if office %}", "template_tag_unfinished"),
        (b"{{ office }", "template_tag_unfinished"),
        (b"{{ 1 // 0 }}", "template"),
    ],
)
def test_what_is_wrong_with_a_page_is_a_stop_of_its_own(
    source: bytes, code: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        page_of(PLAN, template=source)

    assert caught.value.code == code


def test_people_are_told_what_to_do_and_not_what_a_library_says() -> None:
    thai = load_words("th")

    says, cure = thai.say_stop(stop_of(b"no zip"))
    assert says == (
        "แม่แบบ plan.docx ไม่ใช่ไฟล์ Word (.docx) หรือไฟล์เสียหาย หรือมีรหัสผ่าน"
        " (BadZipFile: File is not a zip file)"
    )
    assert cure.startswith("เปิดแม่แบบใน Word แล้วบันทึกเป็น .docx อีกครั้ง")

    says, cure = thai.say_stop(stop_of(with_tag("{{ office")))
    assert says.startswith("แม่แบบ plan.docx มีคำสั่งที่เขียนไม่ครบหรือผิดรูปแบบ (")
    assert cure.startswith("ตรวจวงเล็บปีกกา {{ }} และ {% %} ให้ครบคู่")
