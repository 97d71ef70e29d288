"""Make ``plan.docx``, the template of the plan booklet, from nothing but this file.

Written as XML, so that every attribute Word wants for Thai is there, and stored
uncompressed with a fixed time, so that it is the same file on every machine. Staff
may edit the result in Word; then this file is no longer its source.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "plan.docx"

FONT = "Sarabun"  # the family Google Docs has; an unknown name becomes Arial there
TICK_FONT = "Segoe UI Symbol"  # Sarabun has no ☑
RED = "9C1C1C"
CM = 567  # twentieths of a point
QUARTER = 410
# twelve digits of money with their commas stay on one line
GRID = [580, 3335, 460, 1925, *[QUARTER] * 4, 1130]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# --- styles -----------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in points, indents in centimetres, lines in percent."""

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


def centred(key: str, name: str, size: float = 11, **more: Any) -> Style:  # noqa: ANN401
    """Give a style with centred lines."""
    return Style(key, name, size, align="center", **more)


# Sarabun of 11 points on lines of 150 % fills a page as TH Sarabun New of 16 does
STYLES = (
    Style("Normal", "Normal"),
    centred("Header", "header", lines=100),
    centred("HeaderDraft", "หัวกระดาษ ร่าง", 9, bold=True, lines=100, red=True),
    centred("CoverDraft", "ปก ร่าง", 14, bold=True, lines=100, red=True, boxed=True),
    centred("Title", "Title", 26, bold=True, before=100, lines=130),
    centred("CoverYear", "ปก ปีงบประมาณ", 22, bold=True, lines=130),
    centred("CoverPeriod", "ปก ช่วงปี", 18, lines=130),
    centred("CoverOffice", "ปก หน่วยงาน", 22, bold=True, before=70, after=24, lines=130),
    centred("CoverEnglish", "ปก ภาษาอังกฤษ", 16, lines=130),
    centred("CoverBy", "ปก จัดทำโดย", 16, before=150, lines=130),
    centred("CoverMaker", "ปก ผู้จัดทำ", 16, bold=True, lines=130),
    centred("ContentsTitle", "หัวสารบัญ", 14, bold=True, after=12, new_page=True),
    Style("Contents", "รายการสารบัญ", left=1, first=-1),
    centred("TableTitle", "ชื่อตาราง", 12, bold=True, after=8, lines=130, new_page=True),
    centred("TableHead", "ตาราง หัวคอลัมน์", 10, bold=True, lines=105),
    Style("TableText", "ตาราง ข้อความ", 10, lines=105),
    centred("TableCentre", "ตาราง กึ่งกลาง", 10, lines=105),
    Style("TableMoney", "ตาราง จำนวนเงิน", 10, align="right", lines=105),
    centred("TableTotal", "ตาราง รวม", 10, bold=True, lines=105),
    Style("TableTotalMoney", "ตาราง รวมเงิน", 10, bold=True, align="right", lines=105),
    Style("Note", "ใต้ตาราง", before=6, lines=115),
    Style("Issuer", "ผู้ออกรายงาน", before=6, lines=115, keep=True),
    Style("LegendTitle", "หัวคำอธิบาย", before=6, lines=115, keep=True),
    Style("Legend", "คำอธิบาย", left=1.5, first=-1.5, lines=115, keep=True),
    centred("Sign", "ลงนาม", left=7, keep=True),
    centred("SignFirst", "ลงนาม บรรทัดแรก", left=7, before=36, keep=True),
    centred("Order", "ลำดับที่", 12, bold=True, new_page=True),
    Style("Heading1", "heading 1", bold=True, before=6, level=0, keep=True),
    Style("Heading2", "heading 2", bold=True, before=6, level=1, keep=True),
    Style("Heading3", "heading 3", bold=True, left=1.25, level=2, keep=True),
    Style("Prose", "เนื้อความ", align="thaiDistribute", first=2.5),
    Style("Item", "ข้อย่อย", align="thaiDistribute", left=2.5, first=-1.25),
)


def twips(centimetres: float) -> int:
    """Give a length as Word counts it."""
    return round(centimetres * CM)


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
BOLD = f'w:sz="8" w:space="6" w:color="{RED}"'


def borders(element: str, *sides: str, look: str = THIN) -> str:
    """Give thin lines on the sides named."""
    lines = (f'<w:{side} w:val="single" {look}/>' for side in sides)
    return f"<w:{element}>{''.join(lines)}</w:{element}>"


SIDES = ("top", "left", "bottom", "right")


def run_properties(style: Style, font: str = FONT) -> str:
    """Give a style's letters: for Latin, and once more for Thai (``cs``)."""
    bold, size = int(style.bold), f"{style.size * 2:g}"
    return (
        f"<w:rPr>{fonts(font)}"
        f'<w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        + ('<w:color w:val="' + RED + '"/>' if style.red else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr>'
    )


def paragraph_properties(style: Style) -> str:
    """Give a style's paragraphs, in the order that the schema wants."""
    kept = "<w:keepNext/><w:keepLines/>" if style.keep or style.new_page else ""
    first = "hanging" if style.first < 0 else "firstLine"
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    return (
        f"<w:pPr>{kept}"
        + ("<w:pageBreakBefore/>" if style.new_page else "")
        + "<w:widowControl/>"
        + (borders("pBdr", *SIDES, look=BOLD) if style.boxed else "")
        + f'<w:spacing w:before="{style.before * 20:g}" w:after="{style.after * 20:g}"'
        f' w:line="{style.lines * 240 // 100}" w:lineRule="auto"/>'
        f'<w:ind w:left="{twips(style.left)}" w:right="0"'
        f' w:{first}="{twips(abs(style.first))}"/>'
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
    )


def styles() -> str:
    """Give ``styles.xml``."""
    written = []
    for style in STYLES:
        default = ' w:default="1"' if style.key == "Normal" else ""
        based = "" if default else '<w:basedOn w:val="Normal"/>'
        written.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{style.key}">'
            f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
            f"{paragraph_properties(style)}{run_properties(style)}</w:style>"
        )
    tick = run_properties(Style("Tick", ""), TICK_FONT)
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults>'
        f"<w:rPrDefault>{run_properties(STYLES[0])}</w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(written)}"
        '<w:style w:type="character" w:styleId="Tick"><w:name w:val="เครื่องหมายถูก"/>'
        f"<w:qFormat/>{tick}</w:style></w:styles>"
    )


# --- the document -----------------------------------------------------------------


def run(text: str, style: str = "") -> str:
    """Give one run of text or tags; a tab between two texts becomes a tab stop."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    parts = [f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\t")]
    return f"<w:r>{look}{'<w:tab/>'.join(parts)}</w:r>"


def para(style: str, text: str, run_style: str = "") -> str:
    """Give one paragraph."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{look}{run(text, run_style)}</w:p>"


def tag(statement: str) -> str:
    """Give a paragraph that is nothing but a tag and vanishes with it."""
    return para("Normal", f"{{%p {statement} %}}")


def when(condition: str, *paragraphs: str) -> str:
    """Give paragraphs that are printed under a condition."""
    return tag(f"if {condition}") + "".join(paragraphs) + tag("endif")


def each(loop: str, *paragraphs: str) -> str:
    """Give paragraphs that are printed again and again."""
    return tag(f"for {loop}") + "".join(paragraphs) + tag("endfor")


def cell(content: str, width: int, *, span: int = 1, merge: str = "") -> str:
    """Give a cell with its own width and borders, which Google Docs wants."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    margins = "".join(
        f'<w:{side} w:w="20" w:type="dxa"/>' for side in ("left", "right")
    )
    tight = f"<w:tcMar>{margins}</w:tcMar>" if width == QUARTER else ""
    head = '<w:vAlign w:val="center"/>' if merge or span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}'
        f"{borders('tcBorders', *SIDES)}{tight}{head}</w:tcPr>{content}</w:tc>"
    )


def row(*cells: str, header: bool = False) -> str:
    """Give a row that never tears; a header row stands on every page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def loop_row(statement: str) -> str:
    """Give a row that is nothing but a tag and vanishes with it."""
    content = para("TableText", f"{{%tr {statement} %}}")
    return row(cell(content, sum(GRID), span=len(GRID)))


def header_rows() -> str:
    """Give the two header rows of the official form."""
    number, name, dimension, budget, *quarters, remark = GRID
    plain = [
        ("ลำดับ", number),
        ("รายการโครงการ (ตั้งต้น)", name),
        ("มิติ", dimension),
        ("งบประมาณ (บาท)", budget),
    ]

    def upper(text: str, width: int) -> str:
        return cell(para("TableHead", text), width, merge="restart")

    def lower(width: int) -> str:
        return cell(para("TableHead", ""), width, merge="continue")

    above = [upper(text, width) for text, width in plain]
    above.append(cell(para("TableHead", "ดำเนินการไตรมาส"), sum(quarters), span=4))
    below = [lower(width) for _, width in plain]
    below += [
        cell(para("TableHead", f"{{{{ {quarter}|table_digits }}}}"), width)
        for quarter, width in enumerate(quarters, 1)
    ]
    return row(*above, upper("หมายเหตุ", remark), header=True) + row(
        *below, lower(remark), header=True
    )


def project_row() -> str:
    """Give the row that is printed for every project."""
    number, name, dimension, budget, *quarters, remark = GRID
    ticks = [
        cell(para("TableCentre", f"{{{{ row.quarter_{quarter} }}}}", "Tick"), width)
        for quarter, width in enumerate(quarters, 1)
    ]
    return row(
        cell(para("TableCentre", "{{ row.number }}"), number),
        cell(para("TableText", "{{ row.name }}"), name),
        cell(para("TableCentre", "{{ row.dimension }}"), dimension),
        cell(para("TableMoney", "{{ row.budget }}"), budget),
        *ticks,
        cell(para("TableText", "{{ row.remark }}"), remark),
    )


def totals_row() -> str:
    """Give the row รวมทั้งสิ้น."""
    number, name, dimension, budget, *quarters, remark = GRID
    counts = [
        cell(para("TableTotal", f"{{{{ table.quarter_{quarter} }}}}"), width)
        for quarter, width in enumerate(quarters, 1)
    ]
    return row(
        cell(para("TableTotal", "รวมทั้งสิ้น"), number + name + dimension, span=3),
        cell(para("TableTotalMoney", "{{ table.budget }}"), budget),
        *counts,
        cell(para("TableText", ""), remark),
    )


def table() -> str:
    """Give the official table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in GRID)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(GRID)}" w:type="dxa"/>'
        '<w:jc w:val="center"/>'
        f"{borders('tblBorders', *SIDES, 'insideH', 'insideV')}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:top w:w="30" w:type="dxa"/><w:left w:w="50" w:type="dxa"/>'
        '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + header_rows()
        + loop_row("for row in table.rows")
        + project_row()
        + loop_row("endfor")
        + totals_row()
        + "</w:tbl>"
    )


def cover() -> str:
    """Give the first page."""
    return "".join(
        [
            when("errors", para("CoverDraft", DRAFT)),
            para("Title", "{{ title or 'แผนปฏิบัติการป้องกันการทุจริต' }}"),
            para("CoverYear", "ปีงบประมาณ พ.ศ. {{ fiscal_year }}"),
            when("period", para("CoverPeriod", "({{ period }})")),
            para("CoverOffice", "{{ office }}"),
            each("line in english_title", para("CoverEnglish", "{{ line }}")),
            para("CoverBy", "จัดทำโดย"),
            each("line in prepared_by", para("CoverMaker", "{{ line }}")),
            para("CoverMaker", "อำเภอ{{ amphoe }} จังหวัด{{ province }}"),
        ]
    )


def contents() -> str:
    """Give the list of projects: written, since a field stays empty in Google Docs."""
    entry = para("Contents", "{{ entry.number }}.\t{{ entry.name }}")
    return when(
        "contents",
        para("ContentsTitle", "สารบัญ"),
        each("entry in contents", entry),
    )


def below_table() -> str:
    """Give what stands under the table, down to the approver's signature."""
    return "".join(
        [
            para("Note", "** ข้อมูล ณ วันที่ {{ table.as_of }}"),
            para("Issuer", "ชื่อ - สกุล ผู้ออกรายงาน {{ issuer }}"),
            when("issuer_position", para("Issuer", "ตำแหน่ง {{ issuer_position }}")),
            para("LegendTitle", "คำอธิบาย"),
            each(
                "dimension in table.dimensions",
                para("Legend", "มิติ {{ dimension.number }}\t{{ dimension.name }}"),
            ),
            para("SignFirst", "ลงชื่อ ……………………………………… ผู้อนุมัติ"),
            para("Sign", "({{ approver }})"),
            para("Sign", "ตำแหน่ง {{ approver_position }}"),
            para("Sign", "วันที่ ………………………………………"),
        ]
    )


def lines(heading: str) -> str:
    """Give what staff typed under a heading: items with their own marks, or prose."""
    return each(
        f"line in project.{heading}",
        tag("if line.mark"),
        para("Item", "{{ line.mark }}\t{{ line.text }}"),
        tag("else"),
        para("Prose", "{{ line.text }}"),
        tag("endif"),
    )


HEADINGS = (
    ("หลักการและเหตุผล", "rationale"),
    ("วัตถุประสงค์", "objectives"),
    ("กลุ่มเป้าหมาย", "target_group"),
    ("วิธีดำเนินการ", "method"),
    ("ระยะเวลาดำเนินการ", "period"),
    ("งบประมาณที่ใช้ในการดำเนินการ", "budget"),
    ("ผู้รับผิดชอบ", "responsible"),
)


def details() -> str:
    """Give the pages of the projects."""

    def heading(style: str, number: int, text: str) -> str:
        return para(style, f"{{{{ {number}|text_digits }}}}. {text}")

    sections = [
        heading("Heading2", number, text) + lines(name)
        for number, (text, name) in enumerate(HEADINGS, 2)
    ]
    return each(
        "project in projects",
        para("Order", "ลำดับที่ {{ project.number }}"),
        heading("Heading1", 1, "ชื่อโครงการ : {{ project.name }}"),
        tag("if project.has_detail"),
        *sections,
        heading("Heading2", 9, "ผลผลิต/ผลลัพธ์"),
        para("Heading3", "ผลผลิต") + lines("outputs"),
        para("Heading3", "ผลลัพธ์") + lines("outcomes"),
        tag("else"),
        para("Prose", "(ยังไม่มีรายละเอียดโครงการ)"),
        tag("endif"),
    )


DRAFT = "ร่าง – พบ {{ errors }} ข้อที่ต้องแก้ไข"


def header() -> str:
    """Give the head of every page but the first: its number, and whether a draft."""

    def numbered(field_code: str, shown: str) -> str:
        field = "".join(
            f"<w:r>{part}</w:r>"
            for part in (
                '<w:fldChar w:fldCharType="begin"/>',
                f'<w:instrText xml:space="preserve">{field_code}</w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                f"<w:t>{shown}</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        return (
            '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
            f"{run('– ')}{field}{run(' –')}</w:p>"
        )

    return (
        f'{HEAD}<w:hdr xmlns:w="{W}">'
        + tag("if thai_digits")
        + numbered(" PAGE ", "๒")
        + tag("else")
        + numbered(" PAGE \\* Arabic ", "2")
        + tag("endif")
        + when("errors", para("HeaderDraft", DRAFT))
        + "</w:hdr>"
    )


def document() -> str:
    """Give ``document.xml``."""
    margins = {"top": 2.5, "right": 2, "bottom": 2, "left": 3}
    sides = " ".join(f'w:{side}="{twips(cm)}"' for side, cm in margins.items())
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {sides} w:header="{twips(1.25)}" w:footer="{twips(1)}"'
        ' w:gutter="0"/><w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr>'
    )
    body = cover() + contents()
    body += para("TableTitle", TABLE_TITLE) + table() + below_table() + details()
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f"{body}{section}</w:body></w:document>"
    )


TABLE_TITLE = (
    "{{ table.title or 'แผนปฏิบัติการป้องกันการทุจริต' }} พ.ศ. {{ table.fiscal_year }}"
    " ของ {{ table.office }}"
)

# --- the file ---------------------------------------------------------------------


def relations(*targets: tuple[str, str]) -> str:
    """Give a list of relationships: kind and target."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
    )


SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="708"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>'
)
FONT_TABLE = (
    f'{HEAD}<w:fonts xmlns:w="{W}">'
    f'<w:font w:name="{FONT}"><w:altName w:val="Leelawadee UI"/></w:font>'
    f'<w:font w:name="{TICK_FONT}"><w:altName w:val="Noto Sans Symbols 2"/></w:font>'
    "</w:fonts>"
)
PROPERTIES = (
    f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>แผนปฏิบัติการป้องกันการทุจริต</dc:title></cp:coreProperties>"
)


def content_types() -> str:
    """Give ``[Content_Types].xml``."""
    parts = {
        "/word/document.xml": f"{WORD}.document.main+xml",
        "/word/styles.xml": f"{WORD}.styles+xml",
        "/word/settings.xml": f"{WORD}.settings+xml",
        "/word/fontTable.xml": f"{WORD}.fontTable+xml",
        "/word/header1.xml": f"{WORD}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def build() -> bytes:
    """Give the template: the same bytes every time, everywhere."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": PROPERTIES,
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(
            (f"{R}/header", "header1.xml"),
            (f"{R}/styles", "styles.xml"),
            (f"{R}/settings", "settings.xml"),
            (f"{R}/fontTable", "fontTable.xml"),
        ),
        "word/header1.xml": header(),
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONT_TABLE,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # else Windows and Linux differ in a byte
            package.writestr(info, text.encode())
    return packed.getvalue()


if __name__ == "__main__":
    TEMPLATE.write_bytes(build())
