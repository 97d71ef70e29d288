"""Conversion: uploads that become native files, and exports of those."""

import io
import subprocess
import zipfile

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from emulator.drive import office, v3
from emulator.drive.documents import lines
from emulator.world import DOCUMENT_TYPE, SHEET_TYPE
from tests.emulator.driving import (
    DOCX,
    FILES,
    ROBOT,
    UPLOAD,
    Drive,
    reason,
    related,
    word_file,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = word_file("แผน A & B <ก>", "สอง\tสาม", table=[["1", "งบ"], ["2", "ผล"]])


def export(drive: Drive, file_id: str, kind: str) -> bytes:
    answer = drive.call("GET", f"{FILES}/{file_id}/export", mimeType=kind)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == kind
    return answer.content


def test_a_word_file_becomes_a_document_with_its_text_in_order(drive: Drive) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    text = export(drive, file_id, "text/plain")

    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").split("\r\n") == [
        "แผน A & B <ก>",
        "สอง\tสาม",
        "1\tงบ",
        "2\tผล",
    ]


def test_a_document_comes_back_as_a_word_file_that_says_the_same(drive: Drive) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    assert lines(export(drive, file_id, DOCX)) == lines(WORD)


def test_a_document_comes_back_as_a_page(drive: Drive) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    page = export(drive, file_id, "text/html").decode()

    assert "<p>แผน A &amp; B &lt;ก&gt;</p>" in page
    assert "<tr><td>1</td><td>งบ</td></tr>" in page


def test_a_new_document_is_empty(drive: Drive) -> None:
    file_id = drive.make(mimeType=DOCUMENT_TYPE)

    assert export(drive, file_id, "text/plain") == b"\xef\xbb\xbf"
    assert docx.Document(io.BytesIO(export(drive, file_id, DOCX))).paragraphs == []


def test_text_and_html_become_documents(drive: Drive) -> None:
    plain = drive.put("ก\nข".encode(), "text/plain", name="a", mimeType=DOCUMENT_TYPE)
    page = "<title>no</title><h1>หัว</h1><p>A &amp; B<br>ค</p>".encode()
    html = drive.put(page, "text/html", name="b", mimeType=DOCUMENT_TYPE)

    assert export(drive, plain, "text/plain").decode("utf-8-sig") == "ก\r\nข"
    assert export(drive, html, "text/plain").decode("utf-8-sig") == "หัว\r\nA & B\r\nค"


def test_a_document_is_replaced_in_place_with_its_sharing(drive: Drive) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)
    drive.share(file_id, ROBOT, "writer")
    before = drive.json("GET", f"{FILES}/{file_id}", fields="version,parents,owners")

    metadata = {"mimeType": DOCUMENT_TYPE, "appProperties": {"hash": "2"}}
    body, kind = related(metadata, word_file("ใหม่"), DOCX)
    answer = drive.json(
        "PATCH",
        f"{UPLOAD}/{file_id}",
        body,
        by=ROBOT,
        headers={"Content-Type": kind},
        uploadType="multipart",
        fields="id,mimeType,version,parents,owners,lastModifyingUser/emailAddress",
    )

    assert (answer["id"], answer["mimeType"]) == (file_id, DOCUMENT_TYPE)
    assert int(answer["version"]) > int(before["version"])
    assert answer["lastModifyingUser"]["emailAddress"] == ROBOT
    assert answer["owners"][0]["emailAddress"] == before["owners"][0]["emailAddress"]
    assert export(drive, file_id, "text/plain").decode("utf-8-sig") == "ใหม่"


def test_a_bare_upload_onto_a_document_converts_too(drive: Drive) -> None:
    file_id = drive.make(mimeType=DOCUMENT_TYPE)

    answer = drive.json(
        "PATCH",
        f"{UPLOAD}/{file_id}",
        WORD,
        headers={"Content-Type": DOCX},
        uploadType="media",
    )

    assert answer["mimeType"] == DOCUMENT_TYPE


def test_naming_another_type_makes_a_document_a_plain_file(drive: Drive) -> None:
    file_id = drive.make(mimeType=DOCUMENT_TYPE)
    body, kind = related({"mimeType": DOCX}, WORD, DOCX)

    answer = drive.json(
        "PATCH",
        f"{UPLOAD}/{file_id}",
        body,
        headers={"Content-Type": kind},
        uploadType="multipart",
    )

    assert answer["mimeType"] == DOCX
    assert drive.call("GET", f"{FILES}/{file_id}", alt="media").content == WORD


def test_what_is_no_word_file_is_refused_and_leaves_nothing(drive: Drive) -> None:
    body, kind = related({"mimeType": DOCUMENT_TYPE}, b"not a zip", DOCX)

    headers = {"Content-Type": kind}
    refused = drive.call("POST", UPLOAD, body, headers=headers, uploadType="multipart")

    assert reason(refused) == (400, "badRequest")
    assert drive.json("GET", FILES)["files"] == []


def test_a_failed_replacement_leaves_the_document_as_it_was(drive: Drive) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)
    fields = "version,name,modifiedTime"
    before = drive.json("GET", f"{FILES}/{file_id}", fields=fields)
    content = export(drive, file_id, DOCX)
    body, kind = related({"name": "x"}, b"not a zip", DOCX)

    refused = drive.call(
        "PATCH",
        f"{UPLOAD}/{file_id}",
        body,
        headers={"Content-Type": kind},
        uploadType="multipart",
    )

    assert refused.status_code == 400
    assert drive.json("GET", f"{FILES}/{file_id}", fields=fields) == before
    assert export(drive, file_id, DOCX) == content


def test_an_image_does_not_become_a_spreadsheet(drive: Drive) -> None:
    body, kind = related({"mimeType": SHEET_TYPE}, b"\x89PNG", "image/png")

    headers = {"Content-Type": kind}
    refused = drive.call("POST", UPLOAD, body, headers=headers, uploadType="multipart")

    assert reason(refused) == (400, "conversionUnsupportedConversionPath")


def test_csv_becomes_a_spreadsheet_and_comes_back(drive: Drive) -> None:
    content = 'ชื่อ,งบ\r\n"a, ""b""",12\r\n,x'.encode()

    file_id = drive.put(content, "text/csv", name="แผน", mimeType=SHEET_TYPE)

    tab = drive.world.spreadsheets[file_id].tabs[0]
    assert tab.cells[1, 1]["userEnteredValue"] == {"numberValue": 12}
    assert (2, 0) not in tab.cells
    assert export(drive, file_id, "text/csv") == content
    tsv = export(drive, file_id, "text/tab-separated-values").decode()
    assert tsv == 'ชื่อ\tงบ\r\na, "b"\t12\r\n\tx'


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "แผน"
    sheet.append(["ข้อ", 1.5, True, "=1+2", "=text"])
    sheet["E1"].data_type = "s"
    sheet["B1"].number_format = "#,##0.00"
    sheet.merge_cells("A2:B3")
    book.create_sheet("สอง")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_becomes_a_spreadsheet_and_comes_back(drive: Drive) -> None:
    file_id = drive.put(workbook(), XLSX, name="แผน", mimeType=SHEET_TYPE)

    back = openpyxl.load_workbook(io.BytesIO(export(drive, file_id, XLSX)))

    assert back.sheetnames == ["แผน", "สอง"]
    sheet = back.worksheets[0]
    assert isinstance(sheet, Worksheet)
    values = [sheet.cell(1, column).value for column in range(1, 6)]
    assert values == ["ข้อ", 1.5, True, "=1+2", "=text"]
    assert [sheet.cell(1, column).data_type for column in (4, 5)] == ["f", "s"]
    assert sheet["B1"].number_format == "#,##0.00"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A2:B3"]
    back.close()


def test_exports_are_of_native_files_in_known_forms(drive: Drive) -> None:
    document = drive.make(mimeType=DOCUMENT_TYPE)
    plain = drive.put(b"x", "text/plain", name="a")

    unknown = drive.call("GET", f"{FILES}/{document}/export", mimeType="image/gif")
    missing = drive.call("GET", f"{FILES}/{document}/export")
    blob = drive.call("GET", f"{FILES}/{plain}/export", mimeType="text/plain")

    assert reason(unknown) == (400, "badRequest")
    assert unknown.json()["error"]["message"] == (
        "The requested conversion is not supported."
    )
    assert reason(missing) == (400, "required")
    assert reason(blob) == (403, "fileNotExportable")


def test_an_export_has_a_limit(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    file_id = drive.put(WORD, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)
    monkeypatch.setattr(v3, "MAX_EXPORT", 10)

    refused = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")

    assert reason(refused) == (403, "exportSizeLimitExceeded")


def test_pdf_without_libreoffice_holds_the_text(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    office.converted.cache_clear()
    word = word_file("สวัสดี (1)", *["line"] * 100)
    file_id = drive.put(word, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    content = export(drive, file_id, "application/pdf")

    assert content.startswith(b"%PDF-1.4\n")
    assert content.count(b"/Type /Page ") == 2
    assert "สวัสดี (1)".encode("utf-16-be").hex().encode() in content
    start = int(content.split(b"startxref\n")[1].split()[0])
    assert content[start:].startswith(b"xref\n0 10\n")


def test_pdf_is_laid_out_by_libreoffice_where_it_is(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[list[str]] = []

    def run(command: list[str], **_: object) -> None:
        made.append(command)
        with open(command[-1].replace(".docx", ".pdf"), "wb") as file:  # noqa: PTH123
            file.write(b"%PDF-laid out")

    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/soffice")
    monkeypatch.setattr(subprocess, "run", run)
    file_id = drive.put(word_file("อื่น"), DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    assert export(drive, file_id, "application/pdf") == b"%PDF-laid out"
    assert "--headless" in made[0]


def test_a_spreadsheet_comes_as_pdf(drive: Drive) -> None:
    file_id = drive.put(b"a,b", "text/csv", name="แผน", mimeType=SHEET_TYPE)

    content = export(drive, file_id, "application/pdf")

    assert "a\tb".encode("utf-16-be").hex().encode() in content


def test_a_document_comes_as_markdown_and_as_a_zipped_page(drive: Drive) -> None:
    document = docx.Document(io.BytesIO(WORD))
    document.paragraphs[0].style = document.styles["Heading 2"]
    stream = io.BytesIO()
    document.save(stream)
    file_id = drive.put(stream.getvalue(), DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    markdown = export(drive, file_id, "text/markdown").decode()
    archive = zipfile.ZipFile(io.BytesIO(export(drive, file_id, "application/zip")))

    assert markdown == (
        "## แผน A & B <ก>\n\nสอง\tสาม\n\n| 1 | งบ |\n| :---- | :---- |\n| 2 | ผล |"
    )
    assert "<h2>แผน A &amp; B &lt;ก&gt;</h2>" in archive.read("document.html").decode()
    archive.close()


def test_a_spreadsheet_comes_as_zipped_pages(drive: Drive) -> None:
    file_id = drive.put(workbook(), XLSX, name="แผน", mimeType=SHEET_TYPE)

    archive = zipfile.ZipFile(io.BytesIO(export(drive, file_id, "application/zip")))

    assert archive.namelist() == ["แผน.html", "สอง.html"]
    archive.close()


def test_forms_that_take_libreoffice_are_refused_without_it(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    office.converted.cache_clear()
    file_id = drive.put(word_file("x"), DOCX, name="แผน", mimeType=DOCUMENT_TYPE)

    refused = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="application/rtf")

    assert reason(refused) == (400, "badRequest")


def test_the_editors_export_one_tab_by_its_id(drive: Drive) -> None:
    file_id = drive.put(workbook(), XLSX, name="แผน", mimeType=SHEET_TYPE)
    anyone = {"type": "anyone", "role": "reader"}
    drive.json("POST", f"{FILES}/{file_id}/permissions", anyone)
    drive.world.spreadsheets[file_id].tabs[1].cells[0, 0] = {
        "userEnteredValue": {"stringValue": "ก"}
    }
    path = f"/spreadsheets/d/{file_id}/export"

    second = drive.call("GET", path, format="csv", gid=1)
    missing = drive.call("GET", path, format="csv", gid=99)
    linked = drive.call("GET", "/spreadsheets/export", id=file_id, exportFormat="tsv")

    assert (second.status_code, second.content.decode()) == (200, "ก")
    assert missing.status_code == 400
    assert linked.content.decode().startswith("ข้อ\t1.50\tTRUE\t")


def test_a_copy_can_convert(drive: Drive) -> None:
    source = drive.put(b"a,b", "text/csv", name="a.csv")

    copied = drive.json("POST", f"{FILES}/{source}/copy", {"mimeType": SHEET_TYPE})

    assert copied["mimeType"] == SHEET_TYPE
    assert export(drive, copied["id"], "text/csv") == b"a,b"


def test_csv_brings_a_tab_of_its_own_and_another_time_zone(drive: Drive) -> None:
    """As recorded: gspread's tests/cassettes/ClientTest.test_import_csv.json (2023)."""
    file_id = drive.make("แผน", mimeType=SHEET_TYPE)
    fields = "properties(timeZone),sheets(properties(sheetId,title))"
    before = drive.json("GET", f"/v4/spreadsheets/{file_id}", fields=fields)

    kind = {"Content-Type": "text/csv"}
    drive.json("PATCH", f"{UPLOAD}/{file_id}", b"a,b", headers=kind, uploadType="media")

    after = drive.json("GET", f"/v4/spreadsheets/{file_id}", fields=fields)
    assert before["properties"]["timeZone"] == "Etc/GMT"
    assert after["properties"]["timeZone"] == "America/Los_Angeles"
    (tab,) = after["sheets"]
    assert tab["properties"]["title"] == "แผน"
    assert tab["properties"]["sheetId"] != 0


@pytest.mark.parametrize(
    ("content", "kind", "native"),
    [
        (WORD, DOCX, DOCUMENT_TYPE),
        (b"a,b", "text/csv", SHEET_TYPE),
        (b"a", "text/plain", ""),
    ],
)
def test_an_upload_is_the_first_revision(
    drive: Drive, content: bytes, kind: str, native: str
) -> None:
    """https://developers.google.com/workspace/drive/api/guides/change-overview."""
    file_id = drive.put(
        content, kind, name="x", **({"mimeType": native} if native else {})
    )

    revisions = drive.json("GET", f"{FILES}/{file_id}/revisions")["revisions"]

    assert len(revisions) == 1
