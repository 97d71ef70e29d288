"""The template: as its source makes it, and refused with its place where it is wrong."""

import itertools
import re
import zipfile
from dataclasses import fields
from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from sync.documents.view import PlanView
from sync.documents.word import engine
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.unit.documents.word import TEMPLATE, edited, opened, render, stop
from tests.unit.fictional import PLAN

FOLDER = Path(__file__).parents[3] / "templates"


def source_of(template: bytes) -> str:
    """Return a template's main part, tags and all."""
    with zipfile.ZipFile(BytesIO(template)) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_what_its_source_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == TEMPLATES[name]


def test_the_template_asks_for_exactly_what_there_is() -> None:
    template = DocxTemplate(BytesIO(TEMPLATE))

    asked = template.get_undeclared_template_variables(engine(DocumentSettings()))

    of_pages = {"public"}
    assert asked == {field.name for field in fields(PlanView)} - of_pages


def test_every_field_of_the_view_is_printed_somewhere() -> None:
    text = "".join(map(source_of, TEMPLATES.values()))

    kinds = ["ProjectView", "RowView", "TableView", "DimensionView", "LineView"]
    namespace = vars(__import__("sync.documents.view", fromlist=kinds))
    names = itertools.chain.from_iterable(fields(namespace[kind]) for kind in kinds)
    assert [field.name for field in names if f".{field.name}" not in text] == []


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            "{{ office }}",
            "{{ ofice }}",
            "'ofice' is undefined – “{{ ofice }}”",
        ),
        (
            "{{ project.name }}",
            "{{ project.nmae }}",
            "'nmae' is undefined – “{{ 1|text_digits }}. ชื่อโครงการ : {{ project.nmae }}”",
        ),
        (
            "{{ office }}",
            "ของ { office }",
            "“{ office }” ต้องมีวงเล็บปีกกา {{ }} หรือ {% %} ครบทั้งสองข้าง"
            " · is no tag: a brace is missing or of another kind – “ของ { office }”",
        ),
        (
            "{{ office }}",
            "｛｛ office ｝｝",
            "“｛｛ office ｝｝” ต้องมีวงเล็บปีกกา {{ }} หรือ {% %} ครบทั้งสองข้าง"
            " · is no tag: a brace is missing or of another kind – “｛｛ office ｝｝”",
        ),
        (
            "{{ office }}",
            "ของ {{ office",
            "a tag is not closed – “ของ {{ office”",
        ),
        (
            "{%p for line in english_title %}",
            "{%p for line in englsh_title %}",
            "'englsh_title' is undefined – “{% for line in englsh_title %}”",
        ),
        (
            "{{ office }}",
            "{{ office|shout }}",
            "No filter named 'shout'. – “{{ office|shout }}”",
        ),
        (
            "{{ office }}",
            "{{ ''.__class__ }}",
            "access to attribute '__class__' of 'str' object is unsafe."
            " – “{{ ''.__class__ }}”",
        ),
        (
            "{{ office }}",
            "{% if office %",
            "a tag is not closed – “{% if office %”",
        ),
        (
            "{%tr endfor %}",
            "",
            "Unexpected end of template. Jinja was looking for the following tags:"
            " 'endfor' or 'else'. The innermost block that needs to be closed is"
            " 'for'. – “{% endif %}{% endfor %}”",
        ),
        (
            "{{ office }}",
            "{{ 1 / 0 }}",
            "division by zero – “{{ 1 / 0 }}”",
        ),
        (
            "{{ office }}",
            "{{ projects.append(1) }}",
            "'tuple object' has no attribute 'append' – “{{ projects.append(1) }}”",
        ),
        (
            "{{ office }}",
            "{% include 'x' %}",
            "no loader for this environment specified – “{% include 'x' %}”",
        ),
    ],
)
def test_a_wrong_tag_is_named_with_its_place(old: str, new: str, why: str) -> None:
    error = stop(edited(lambda text: text.replace(old, new, 1)))

    assert error.facts == {"template": "plan.docx", "why": why}


def test_a_wrong_tag_in_the_header_is_found_too() -> None:
    template = edited(lambda text: text.replace("errors", "erors"), "word/header1.xml")

    assert stop(template).facts["why"].startswith("'erors' is undefined")


def test_tags_that_break_the_document_are_never_mended_silently() -> None:
    def crossing(text: str) -> str:
        return text.replace("{{ office }}", "{% if errors %}", 1).replace(
            "รวมทั้งสิ้น", "{% endif %}", 1
        )

    assert stop(edited(crossing)).facts["why"].startswith("ExpatError: ")


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", "BadZipFile: File is not a zip file"),
        (b"no zip", "BadZipFile: File is not a zip file"),
        (TEMPLATE[:2000], "BadZipFile: File is not a zip file"),
    ],
)
def test_a_broken_file_is_a_broken_template(template: bytes, why: str) -> None:
    assert stop(template).facts["why"] == why


def test_a_template_that_unpacks_to_too_much_is_refused_before_it_is() -> None:
    bomb = BytesIO(TEMPLATE)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bin", bytes(65 * 2**20))

    assert stop(bomb.getvalue()).facts["why"] == "it has more than 64 MB"


def test_a_template_without_styles_for_its_rows_is_kept_together_all_the_same() -> None:
    plain = edited(
        lambda text: re.sub(r'<w:pPr><w:pStyle w:val="Table\w+"/></w:pPr>', "", text)
    )

    row = opened(render(PLAN, template=plain)).tables[0].rows[-2]
    assert {p.paragraph_format.keep_with_next for p in row.cells[0].paragraphs} == {
        True
    }
