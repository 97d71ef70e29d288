"""A page's template of the office's own."""

import pytest

from sync.errors import TemplateError
from tests.unit.documents.pages import page_of
from tests.unit.fictional import PLAN


def test_a_template_can_come_from_notepad() -> None:
    own = "\ufeff<p>{{ office }}</p>\r\n<p>{{ 2|text_digits }}</p>".encode()

    assert page_of(PLAN, template=own) == ("<p>องค์การบริหารส่วนตำบลธารสมมุติ</p>\n<p>๒</p>")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("<p>\n\n<b>{{ ofice }}</b>", "'ofice' is undefined – line 3 “<b>{{ ofice }}</b>”"),
        (
            '<p>\r\n<a href="{{ table.ofice }}">',
            "'ofice' is undefined – line 2 “<a href=\"{{ table.ofice }}\">”",
        ),
        ("{% for x in projects %}\u2028\n{{ x.nmae }}{% endfor %}", "'nmae' is undefined – line 2 “{{ x.nmae }}{% endfor %}”"),
        ("a\n{% if office %}b", "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. – line 2 “{% if office %}b”"),
        ("{{ office|upcase }}", "No filter named 'upcase'. – line 1 “{{ office|upcase }}”"),
        ("{{ 1 // 0 }}", "integer division or modulo by zero – line 1 “{{ 1 // 0 }}”"),
        ("{{ ''.__class__.mro() }}", "access to attribute '__class__' of 'str' object is unsafe. – line 1 “{{ ''.__class__.mro() }}”"),
        ("{% include 'x' %}", "no loader for this environment specified – line 1 “{% include 'x' %}”"),
    ],
)  # fmt: skip
def test_a_broken_template_is_named_with_tag_and_line(template: str, why: str) -> None:
    assert stop(template.encode()) == ("web/plan.html", why)


def test_a_template_in_another_encoding_is_refused() -> None:
    assert stop("ก".encode("cp874"))[1].startswith("ไม่ใช่ UTF-8 ให้บันทึกเป็น UTF-8")


def stop(template: bytes) -> tuple[object, str]:
    with pytest.raises(TemplateError) as caught:
        page_of(PLAN, template=template)
    facts = caught.value.facts
    return facts["template"], str(facts["why"])
