"""Where cells of a workbook lead, as programs write it."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from sync.adapters.xlsx.reading import read_workbook
from sync.model.cells import Cell


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("https://example.com/a?b=1", "https://example.com/a?b=1"),
        ("documents/%E0%B9%81.docx", "file:///srv/office/documents/%E0%B9%81.docx"),
        ("documents\\x.docx", "file:///srv/office/documents/x.docx"),
        ("../shared/x.docx", "file:///srv/shared/x.docx"),
        ("file:///C:\\office\\x.docx", "file:///C:\\office\\x.docx"),
    ],
    ids=["address", "beside", "beside on Windows", "above", "whole on Windows"],
)
def test_a_link_is_read_whole(written: str, leads: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "สรุป"
    sheet["B2"] = "เปิด"
    sheet["B2"].hyperlink = written
    content = BytesIO()
    book.save(content)

    (tab,) = read_workbook(content.getvalue(), Path("/srv/office/plan.xlsx")).tabs

    assert tab.links == {Cell("สรุป", 2, 2): leads}
