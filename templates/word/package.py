"""The file: its parts and how they are related; the same bytes everywhere."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from templates.word.common import DRAFT_PLAN, header
from templates.word.letters import FONT, HEAD, TICK_FONT, Style, W, styles, twips

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SHORT, _LONG = 11906, 16838  # A4, in twentieths of a point


@dataclass(frozen=True)
class Page:
    """An A4 page; margins in centimetres. The first page has no head."""

    top: float
    right: float
    bottom: float
    left: float
    landscape: bool = False

    def section(self) -> str:
        """Return the section's properties, in the order that the schema wants."""
        sides = " ".join(
            f'w:{side}="{twips(getattr(self, side))}"'
            for side in ("top", "right", "bottom", "left")
        )
        size = f'w:w="{_SHORT}" w:h="{_LONG}"'
        if self.landscape:
            size = f'w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"'
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
            f"<w:pgSz {size}/>"
            f'<w:pgMar {sides} w:header="{twips(min(0.9, self.top * 0.4))}"'
            f' w:footer="{twips(1)}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr>'
        )


@dataclass(frozen=True)
class Paper:
    """What a document is: its title, when it is a draft, styles of its own."""

    title: str
    draft: tuple[str, str]
    styles: tuple[Style, ...] = ()


PLAN = Paper("แผนปฏิบัติการป้องกันการทุจริต", DRAFT_PLAN)


def package(body: str, page: Page, paper: Paper = PLAN) -> bytes:
    """Return a .docx with this body: the same bytes every time, everywhere."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(paper.title),
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>'
            f"{body}{page.section()}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_R}/header", "header1.xml"),
            (f"{_R}/styles", "styles.xml"),
            (f"{_R}/settings", "settings.xml"),
            (f"{_R}/fontTable", "fontTable.xml"),
        ),
        "word/header1.xml": header(paper.draft),
        "word/styles.xml": styles(paper.styles),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONT_TABLE,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # else Windows and Linux differ in a byte
            package.writestr(info, text.encode())
    return packed.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    """Return a list of relationships: kind and target."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="708"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="th-TH" w:bidi="th-TH"/></w:settings>'
)
_FONT_TABLE = (
    f'{HEAD}<w:fonts xmlns:w="{W}">'
    f'<w:font w:name="{FONT}"><w:altName w:val="Leelawadee UI"/></w:font>'
    f'<w:font w:name="{TICK_FONT}"><w:altName w:val="Noto Sans Symbols 2"/></w:font>'
    "</w:fonts>"
)


def _properties(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )


def _content_types() -> str:
    """Return ``[Content_Types].xml``."""
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
