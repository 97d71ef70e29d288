"""The styles of our documents: how letters and paragraphs look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FONT = "Sarabun"  # the family Google Docs has; an unknown name becomes Arial there
TICK_FONT = "Segoe UI Symbol"  # Sarabun has no ☑
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RED = "9C1C1C"
DEEPEST = 4
"""Levels of items below the outermost."""
_CM = 567  # twentieths of a point


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in points, indents in centimetres, lines in percent.

    ``dots_to`` is where a tab leads to, with dots before it, and what follows ends.
    ``language`` is that of Latin letters, and of the PDF; Thai ones are Thai anyway.
    """

    key: str
    name: str
    size: float = 11
    bold: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    lines: int = 150
    left: float = 0
    first: float = 0
    level: int | None = None
    keep: bool = False
    new_page: bool = False
    red: bool = False
    boxed: bool = False
    dots_to: float = 0
    language: str = "th-TH"


def centred(key: str, name: str, size: float = 11, **more: Any) -> Style:  # noqa: ANN401
    """Return a style with centred lines."""
    return Style(key, name, size, align="center", **more)


# Sarabun of 11 points on lines of 150 % fills a page as TH Sarabun New of 16 does
STYLES = (
    Style("Normal", "Normal"),
    centred("Header", "header", lines=100),
    centred("HeaderDraft", "หัวกระดาษ ร่าง", 9, bold=True, lines=100, red=True),
    centred(
        "CoverDraft", "ปก ร่าง", 14, bold=True, after=16, lines=100, red=True, boxed=True
    ),
    centred("Title", "Title", 26, bold=True, before=100, lines=130),
    centred("CoverYear", "ปก ปีงบประมาณ", 22, bold=True, lines=130),
    centred("CoverPeriod", "ปก ช่วงปี", 18, lines=130),
    centred("CoverOffice", "ปก หน่วยงาน", 22, bold=True, before=70, after=24, lines=130),
    centred("CoverEnglish", "ปก ภาษาอังกฤษ", 16, lines=130, language="en-US"),
    centred("CoverBy", "ปก จัดทำโดย", 16, before=150, lines=130),
    centred("CoverMaker", "ปก ผู้จัดทำ", 16, bold=True, lines=130),
    centred("ContentsTitle", "หัวสารบัญ", 14, bold=True, after=12, new_page=True),
    Style("Contents", "รายการสารบัญ", left=1, first=-1, dots_to=16),
    centred("TableTitle", "ชื่อตาราง", 12, bold=True, after=4, lines=115, new_page=True),
    centred("TableHead", "ตาราง หัวคอลัมน์", 9.5, bold=True, lines=100),
    Style("TableText", "ตาราง ข้อความ", 9.5, lines=100),
    centred("TableCentre", "ตาราง กึ่งกลาง", 9.5, lines=100),
    Style("TableMoney", "ตาราง จำนวนเงิน", 9.5, align="right", lines=100),
    Style("TableMoneyLong", "ตาราง จำนวนเงินยาว", 8, align="right", lines=100),
    centred("TableTotal", "ตาราง รวม", 9.5, bold=True, lines=100),
    Style("TableTotalMoney", "ตาราง รวมเงิน", 9.5, bold=True, align="right", lines=100),
    Style(
        "TableTotalMoneyLong", "ตาราง รวมเงินยาว", 8, bold=True, align="right", lines=100
    ),
    Style("Note", "ใต้ตาราง", 10, before=2, lines=100),
    Style("Issuer", "ผู้ออกรายงาน", 10, before=2, lines=100, keep=True),
    Style("LegendTitle", "หัวคำอธิบาย", 10, before=2, lines=100, keep=True),
    Style("Legend", "คำอธิบาย", 10, left=1.5, first=-1.5, lines=100, keep=True),
    centred("Sign", "ลงนาม", left=7, lines=115, keep=True),
    centred("SignFirst", "ลงนาม บรรทัดแรก", left=7, before=8, lines=115, keep=True),
    centred("Order", "ลำดับที่", 12, bold=True, before=18, keep=True),
    centred("OrderOnNewPage", "ลำดับที่ หน้าใหม่", 12, bold=True, new_page=True),
    centred("SheetTitle", "หัวแผ่น", 12, bold=True, lines=130, keep=True),
    Style("SheetNote", "ใต้ตารางของแผ่น", 10, before=4, lines=105),
    Style("SheetLegend", "คำอธิบายของแผ่น", 10, left=1.5, first=-1.5, lines=105),
    centred("SheetFacts", "ใต้หัวแผ่น", lines=130, after=6),
    Style("Heading1", "heading 1", bold=True, before=6, level=0, keep=True),
    Style("Heading2", "heading 2", bold=True, before=6, level=1, keep=True),
    Style("Heading3", "heading 3", bold=True, left=1.25, level=2, keep=True),
    Style("Prose", "เนื้อความ", align="thaiDistribute", first=2.5),
    Style("Item", "ข้อย่อย", align="thaiDistribute", left=2.5, first=-1.25),
    *(
        Style(
            f"Item{level + 1}",
            f"ข้อย่อย ชั้น {level + 1}",
            align="thaiDistribute",
            left=2.5 + 1.25 * level,
            first=-1.25,
        )
        for level in range(1, DEEPEST + 1)
    ),
)


def twips(centimetres: float) -> int:
    """Return a length as Word counts it."""
    return round(centimetres * _CM)


def fonts(family: str) -> str:
    """Name one font for every script."""
    return (
        "<w:rFonts "
        + " ".join(
            f'w:{script}="{family}"' for script in ("ascii", "hAnsi", "eastAsia", "cs")
        )
        + "/>"
    )


THIN = 'w:sz="4" w:space="0" w:color="auto"'
BOLD = f'w:sz="8" w:space="6" w:color="{_RED}"'
_BOX = 0.25
"""How far the text of a box stands inside of the page's, in centimetres."""


def borders(element: str, *sides: str, look: str = THIN) -> str:
    """Return thin lines on the sides named."""
    lines = (f'<w:{side} w:val="single" {look}/>' for side in sides)
    return f"<w:{element}>{''.join(lines)}</w:{element}>"


SIDES = ("top", "left", "bottom", "right")


def run_properties(style: Style, font: str = FONT) -> str:
    """Return a style's letters: for Latin, and once more for Thai (``cs``)."""
    bold, size = int(style.bold), f"{style.size * 2:g}"
    return (
        f"<w:rPr>{fonts(font)}"
        f'<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        + ('<w:color w:val="' + _RED + '"/>' if style.red else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{style.language}" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr>'
    )


def paragraph_properties(style: Style) -> str:
    """Return a style's paragraphs, in the order that the schema wants."""
    kept = "<w:keepNext/><w:keepLines/>" if style.keep or style.new_page else ""
    first = "hanging" if style.first < 0 else "firstLine"
    inset = _BOX if style.boxed else 0  # else the lines stand outside of the text
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    return (
        f"<w:pPr>{kept}"
        + ("<w:pageBreakBefore/>" if style.new_page else "")
        + "<w:widowControl/>"
        + (borders("pBdr", *SIDES, look=BOLD) if style.boxed else "")
        + (_dotted(style.dots_to) if style.dots_to else "")
        + f'<w:spacing w:before="{style.before * 20:g}" w:after="{style.after * 20:g}"'
        f' w:line="{style.lines * 240 // 100}" w:lineRule="auto"/>'
        f'<w:ind w:left="{twips(style.left + inset)}" w:right="{twips(inset)}"'
        f' w:{first}="{twips(abs(style.first))}"/>'
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
    )


def _dotted(to: float) -> str:
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(to)}"/></w:tabs>'


def styles(more: Sequence[Style] = ()) -> str:
    """Return ``styles.xml``, with ``more`` than what all documents have."""
    written = []
    for style in (*STYLES, *more):
        default = ' w:default="1"' if style.key == "Normal" else ""
        based = "" if default else '<w:basedOn w:val="Normal"/>'
        written.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{style.key}">'
            f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
            f"{paragraph_properties(style)}{run_properties(style)}</w:style>"
        )
    tick, bar = (run_properties(Style("", "", size), TICK_FONT) for size in (11, 7.5))
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults>'
        f"<w:rPrDefault>{run_properties(STYLES[0])}</w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(written)}"
        '<w:style w:type="character" w:styleId="Tick"><w:name w:val="เครื่องหมายถูก"/>'
        f"<w:qFormat/>{tick}</w:style>"
        '<w:style w:type="character" w:styleId="Bar"><w:name w:val="แท่งสัดส่วน"/>'
        f"<w:qFormat/>{bar}</w:style></w:styles>"
    )
