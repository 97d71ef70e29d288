"""What several of our documents have: the draft's mark, headings, signature, head."""

from templates.word.blocks import each, field, para, run, tag, when
from templates.word.letters import DEEPEST, HEAD, W

DRAFT = "ร่าง – ต้องแก้ไข {{ errors }} จุด"
DRAFT_PLAN = ("errors", DRAFT)
"""When a plan is a draft, and what is said then."""

_HEADINGS = (
    ("หลักการและเหตุผล", "rationale"),
    ("วัตถุประสงค์", "objectives"),
    ("กลุ่มเป้าหมาย", "target_group"),
    ("วิธีดำเนินการ", "method"),
    ("ระยะเวลาดำเนินการ", "period"),
    ("งบประมาณที่ใช้ในการดำเนินการ", "budget"),
    ("ผู้รับผิดชอบ", "responsible"),
)

_PLACE = '<w:bookmarkStart w:id="1" w:name="project_"/><w:bookmarkEnd w:id="1"/>'
CODE = "{% if content_code %} · รหัสเนื้อหา {{ content_code }}{% endif %}"
"""By which a version is told from others, behind the day it is as of."""

PAGE_OF_ENTRY = field(
    " PAGEREF project_ \\h{% if not thai_digits %} \\* Arabic{% endif %} ",
    "",
    dirty=True,
)
"""On which page a project of the contents begins; nothing, until it is worked out."""


def draft_mark() -> str:
    """Return the box that a draft has on its first page."""
    return when("errors", para("CoverDraft", DRAFT))


def signature(role: str = "ผู้อนุมัติ", who: str = "approver", look: str = "Sign") -> str:
    """Return the place where somebody signs, by default the approver of a plan."""
    return "".join(
        [
            para(f"{look}First", f"ลงชื่อ ……………………………………… {role}"),
            para(look, f"({{{{ {who} }}}})"),
            para(look, f"ตำแหน่ง {{{{ {who}_position }}}}"),
            para(look, "วันที่ ………………………………………"),
        ]
    )


def detail() -> str:
    """Return the nine headings of the project at hand."""
    sections = [
        _heading("Heading2", number, text) + _lines(name)
        for number, (text, name) in enumerate(_HEADINGS, 2)
    ]
    return "".join(
        [
            _heading("Heading1", 1, "ชื่อโครงการ : {{ project.name }}", _PLACE),
            tag("if project.has_detail"),
            *sections,
            _heading("Heading2", 9, "ผลผลิต/ผลลัพธ์"),
            para("Heading3", "ผลผลิต") + _lines("outputs"),
            para("Heading3", "ผลลัพธ์") + _lines("outcomes"),
            tag("else"),
            para("Prose", "(ยังไม่มีรายละเอียดโครงการ)"),
            tag("endif"),
        ]
    )


def _heading(style: str, number: int, text: str, before: str = "") -> str:
    return para(style, f"{{{{ {number}|text_digits }}}}. {text}", before=before)


def _lines(heading: str) -> str:
    """Return what staff typed under a heading: items with their own marks, or prose."""
    item = "{{ line.mark }}\t{{ line.text }}"
    deeper = [
        tag(f"elif line.level == {level}") + para(f"Item{level + 1}", item)
        for level in range(1, DEEPEST + 1)
    ]
    return each(
        f"line in project.{heading}",
        tag("if not line.mark"),
        para("Prose", "{{ line.text }}"),
        *deeper,
        tag("else"),
        para("Item", item),
        tag("endif"),
    )


def header(draft: tuple[str, str]) -> str:
    """Return the head of the pages: their number, and whether this is a draft.

    ``draft`` is when it is one, and what is said then.
    """
    condition, said = draft
    return (
        f'{HEAD}<w:hdr xmlns:w="{W}">'
        + tag("if thai_digits")
        + _numbered(" PAGE ", "๒")
        + tag("else")
        + _numbered(" PAGE \\* Arabic ", "2")
        + tag("endif")
        + when(condition, para("HeaderDraft", said))
        + "</w:hdr>"
    )


def _numbered(field_code: str, shown: str) -> str:
    return para("Header", "– ", after=field(field_code, shown) + run(" –"))
