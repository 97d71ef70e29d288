"""Tags with a brace too few, or braces of another kind, are told before they print."""

import pytest

from sync.documents.stray import stray_tag, stray_tag_of_page


@pytest.mark.parametrize(
    "text",
    [
        "แผนของ { office } ปี",
        "{office}",
        "{ project.name|upper }",
        "{{ office }",
        "{ office }}",
        "｛｛ office ｝｝",
        "｛ office ｝",
        "{｛ office ｝}",
        "{\u200b{ office }}",
        "{{ office }\u200b}",
        "{ { office } }",
        "{ % if errors % }",
        "{% if errors }",
        "｛% if errors %｝",
        "{{ office }} และ { title }",
    ],
)
def test_what_was_meant_to_be_a_tag_is_found(text: str) -> None:
    assert stray_tag(text)


@pytest.mark.parametrize(
    "text",
    [
        "แผนของ {{ office }} ปี {{ fiscal_year|text_digits }}",
        "{% if errors %}ร่าง{% endif %}{# note #}",
        "เซต {1, 2}",
        "ชุดข้อมูล {ก}",
        "ไม่มีวงเล็บ",
    ],
)
def test_tags_and_plain_text_are_left_alone(text: str) -> None:
    assert stray_tag(text) == ""


def test_a_page_may_have_styles_and_scripts() -> None:
    page = "<style>@media print{p{margin:0}}</style><script>({x})</script><p>{{ a }}"

    assert stray_tag_of_page(page) == ""
    assert stray_tag_of_page(page + "{ title }") == "{ title }"
