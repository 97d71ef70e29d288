"""Where the lines of a letter may break."""

import pytest

from sync.mail.breaks import keep_together


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<b>172,000.00 บาท</b>", "<b>172,000.00\u00a0บาท</b>"),
        ("<p>๑๖ โครงการ 3 มิติ</p>", "<p>๑๖\u00a0โครงการ 3\u00a0มิติ</p>"),
        ("<p>พ.ศ. 2570 ของ</p>", "<p>พ.ศ.\u00a02570\u00a0ของ</p>"),
        ('<p style="margin:0 0 4px">a 1 b</p>', '<p style="margin:0 0 4px">a 1 b</p>'),
        ('<a href="https://x/แผน-2570.docx">เปิด</a>', None),
        ("<style>.card { margin: 0 0 8px; }</style>", None),
        ("<p>https://example.com/แผน</p>", None),
    ],
)
def test_a_number_stays_with_its_unit_and_nothing_else_changes(
    page: str, kept: str | None
) -> None:
    body = "<title>12 บาท</title><body>{}</body>"
    wanted = body.format(page if kept is None else kept)

    assert keep_together(body.format(page), "") == wanted


@pytest.mark.parametrize(
    "name",
    ["แผนปฏิบัติการ-2570.docx", "plan.xlsx", "(รายละเอียด!A13)", "ledger.db"],
)
def test_a_name_of_a_file_or_a_cell_is_whole_with_its_comma(name: str) -> None:
    page = keep_together(f"<body><p>อยู่ใน: {name}, อื่น ๆ</p>", "")

    assert f'<span style="display:inline-block">{name},</span> อื่น ๆ' in page


def test_an_offices_name_is_whole_where_it_is_read() -> None:
    office = "อบต.ธาร & 'สมมุติ' (ต้น)"
    typed = "อบต.ธาร &amp; &#39;สมมุติ&#39; (ต้น)"

    page = keep_together(f"<title>{typed}</title><body><p>ของ{typed}ปี</p>", office)

    whole = f'<span style="display:inline-block">{typed}</span>'
    assert page == f"<title>{typed}</title><body><p>ของ{whole}ปี</p>"


def test_a_long_text_takes_no_long_time() -> None:
    page = f"<body><p>{'ก' * 200_000}{'(' * 200_000}{'ข!' * 100_000}</p>"

    assert keep_together(page, "อบต.") == page
