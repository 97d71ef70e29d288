"""What a document is made of: runs, paragraphs, cells, rows, and tags between them."""

from collections.abc import Sequence

from templates.word.letters import SIDES, borders


def run(text: str, style: str = "") -> str:
    """Return one run of text or tags; a tab between two texts becomes a tab stop."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    parts = [f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\t")]
    return f"<w:r>{look}{'<w:tab/>'.join(parts)}</w:r>"


def para(
    style: str, text: str, run_style: str = "", *, before: str = "", after: str = ""
) -> str:
    """Return one paragraph; what stands before and after its text is XML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{look}{before}{run(text, run_style)}{after}</w:p>"


def field(code: str, shown: str, *, dirty: bool = False) -> str:
    """Return a field; one that is ``dirty`` is worked out when the file is opened."""
    begin = '<w:fldChar w:fldCharType="begin"' + (' w:dirty="true"' if dirty else "")
    return "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            f"{begin}/>",
            f'<w:instrText xml:space="preserve">{code}</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{shown}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


def tag(statement: str) -> str:
    """Return a paragraph that is nothing but a tag and vanishes with it."""
    return para("Normal", f"{{%p {statement} %}}")


def when(condition: str, *paragraphs: str) -> str:
    """Return paragraphs that are printed under a condition."""
    return tag(f"if {condition}") + "".join(paragraphs) + tag("endif")


def each(loop: str, *paragraphs: str) -> str:
    """Return paragraphs that are printed again and again."""
    return tag(f"for {loop}") + "".join(paragraphs) + tag("endfor")


def cell(
    content: str, width: int, *, span: int = 1, merge: str = "", tight: bool = False
) -> str:
    """Return a cell with its own width and borders, which Google Docs wants."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    margins = "".join(
        f'<w:{side} w:w="20" w:type="dxa"/>' for side in ("left", "right")
    )
    inner = f"<w:tcMar>{margins}</w:tcMar>" if tight else ""
    head = '<w:vAlign w:val="center"/>' if merge or span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}'
        f"{borders('tcBorders', *SIDES)}{inner}{head}</w:tcPr>{content}</w:tc>"
    )


def row(*cells: str, header: bool = False) -> str:
    """Return a row that never tears; a header row stands on every page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def loop_row(statement: str, widths: Sequence[int]) -> str:
    """Return a row that is nothing but a tag and vanishes with it."""
    content = para("TableText", f"{{%tr {statement} %}}")
    return row(cell(content, sum(widths), span=len(widths)))


def open_cell(content: str, width: int, *, span: int = 1) -> str:
    """Return a cell below a table's lines, with none of its own at its sides."""
    none = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}'
        f"<w:tcBorders>{none}</w:tcBorders></w:tcPr>{content}</w:tc>"
    )


def table(widths: Sequence[int], *rows: str, side: int = 50) -> str:
    """Return a table of fixed widths, its cells ``side`` away from their sides."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/>'
        f"{borders('tblBorders', *SIDES, 'insideH', 'insideV')}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="20" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="20" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
