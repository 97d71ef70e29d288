"""An office's own font, size and line spacing reach every style."""

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from sync.documents.word_styles import set_typography
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES


def styles_with(**settings: object) -> etree._Element:
    styles: etree._Element = docx.Document(
        BytesIO(TEMPLATES["plan.docx"])
    ).styles.element
    set_typography(styles, DocumentSettings.model_validate(settings))
    return styles


def values(styles: etree._Element, name: str, attribute: str) -> Iterator[str]:
    for style in styles.iter(qn("w:style")):
        for element in style.iter(qn(name)):
            yield str(element.get(qn(attribute)))


def test_without_settings_the_template_stays_as_it_is() -> None:
    plain = docx.Document(BytesIO(TEMPLATES["plan.docx"])).styles.element

    assert etree.tostring(styles_with()) == etree.tostring(plain)


def test_the_font_is_for_every_script_and_spares_the_tick() -> None:
    styles = styles_with(font="TH SarabunPSK")

    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        assert set(values(styles, "w:rFonts", script)) == {
            "TH SarabunPSK",
            "Segoe UI Symbol",
        }


@pytest.mark.parametrize(
    ("size", "body", "title"), [(16, "32", "76"), (11, "22", "52")]
)
def test_sizes_keep_their_proportions(size: float, body: str, title: str) -> None:
    styles = styles_with(size=size)

    for name in ("w:sz", "w:szCs"):
        sizes = list(values(styles, name, "w:val"))
        assert sizes[0] == body
        assert max(sizes, key=int) == title


def test_line_spacing_is_for_running_text_alone() -> None:
    before, after = (
        list(values(styles, "w:spacing", "w:line"))
        for styles in (styles_with(), styles_with(line_spacing=100))
    )

    assert {new for old, new in zip(before, after, strict=True) if old == "360"} == {
        "240"
    }
    assert all(
        new == old for old, new in zip(before, after, strict=True) if old != "360"
    )


def test_a_style_sheet_without_sizes_is_left_alone() -> None:
    bare = etree.fromstring(
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:type="paragraph" w:default="1" w:styleId="a"/></w:styles>'
    )
    before = etree.tostring(bare)

    set_typography(bare, DocumentSettings(font="Sarabun", size=12, line_spacing=120))

    assert etree.tostring(bare) == before
