"""Docs v1: the first steps of a client.

How places are counted: https://developers.google.com/workspace/docs/api/concepts/structure;
what a batch does: https://developers.google.com/workspace/docs/api/how-tos/move-text and
docs.v1's discovery document (revision 20261006). The words of refusals are as people
quote them.
"""

import pytest
from googleapiclient.errors import HttpError

from emulator.web import JSON
from emulator.world import DOCUMENT_TYPE, OWNER
from tests.emulator.driving import DOCX, FILES, ROBOT, STAFF, Drive, word_file
from tests.emulator.google_client import Google

DOCUMENTS = "/v1/documents"


def document(
    drive: Drive, *paragraphs: str, table: list[list[str]] | None = None
) -> str:
    content = word_file(*paragraphs, table=table)
    return drive.put(content, DOCX, name="แผน", mimeType=DOCUMENT_TYPE)


def content(drive: Drive, file_id: str) -> list[JSON]:
    found: list[JSON] = drive.json("GET", f"{DOCUMENTS}/{file_id}")["body"]["content"]
    return found


def text(elements: list[JSON]) -> str:
    """Return what stands in paragraphs, and in tables between < and >."""
    parts = []
    for element in elements:
        runs = element.get("paragraph", {}).get("elements", ())
        parts += [run["textRun"]["content"] for run in runs]
        for row in element.get("table", {}).get("tableRows", ()):
            parts += [f"<{text(cell['content'])}>" for cell in row["tableCells"]]
    return "".join(parts)


def batch(drive: Drive, file_id: str, *requests: JSON, **more: object) -> JSON:
    path = f"{DOCUMENTS}/{file_id}:batchUpdate"
    return drive.json("POST", path, {"requests": list(requests), **more})


def refused(
    drive: Drive, file_id: str, *requests: JSON, **more: object
) -> tuple[int, str]:
    path = f"{DOCUMENTS}/{file_id}:batchUpdate"
    reply = drive.call("POST", path, {"requests": list(requests), **more})
    return reply.status_code, reply.json()["error"]["message"]


def insert(index: int, words: str) -> JSON:
    return {"insertText": {"location": {"index": index}, "text": words}}


def delete(start: int, end: int) -> JSON:
    return {"deleteContentRange": {"range": {"startIndex": start, "endIndex": end}}}


def replace(sought: str, words: str, **more: bool) -> JSON:
    criteria = {"text": sought, **more}
    return {"replaceAllText": {"containsText": criteria, "replaceText": words}}


def test_a_new_document_holds_one_empty_paragraph(drive: Drive) -> None:
    made = drive.json("POST", DOCUMENTS, {"title": "แผน", "body": {"content": []}})

    assert made["title"] == "แผน"
    section, paragraph = made["body"]["content"]
    assert (section["endIndex"], "sectionBreak" in section) == (1, True)
    assert (paragraph["startIndex"], paragraph["endIndex"]) == (1, 2)
    file = drive.json("GET", f"{FILES}/{made['documentId']}", fields="mimeType,owners")
    assert file["mimeType"] == DOCUMENT_TYPE
    assert file["owners"][0]["emailAddress"] == OWNER


def test_places_are_counted_in_units_of_utf_16_and_tables_take_their_own(
    drive: Drive,
) -> None:
    file_id = document(drive, "ก😀ข", table=[["1", "ab"], ["", "4"]])

    _, first, table, *_ = content(drive, file_id)

    assert (first["startIndex"], first["endIndex"]) == (1, 6)
    (run,) = first["paragraph"]["elements"]
    assert (run["startIndex"], run["endIndex"]) == (1, 6)
    assert run["textRun"]["content"] == "ก😀ข\n"
    rows = table["table"]["tableRows"]
    places = [
        (cell["startIndex"], cell["content"][0]["startIndex"], cell["endIndex"])
        for row in rows
        for cell in row["tableCells"]
    ]
    assert table["startIndex"] == 6
    assert [(row["startIndex"], row["endIndex"]) for row in rows] == [(7, 15), (15, 21)]
    assert places == [(8, 9, 11), (11, 12, 15), (16, 17, 18), (18, 19, 21)]
    assert table["endIndex"] == 22
    assert (table["table"]["rows"], table["table"]["columns"]) == (2, 2)


def test_text_is_inserted_deleted_and_replaced_in_the_order_asked(drive: Drive) -> None:
    file_id = document(drive, "โครงการ A", "งบ A", table=[["a", "b"]])

    reply = batch(
        drive,
        file_id,
        insert(1, "ชื่อ"),
        delete(1, 5),
        replace("a", "ข"),
        insert(8, "ที่หนึ่ง\nและ"),
    )
    at_the_end = {"insertText": {"endOfSegmentLocation": {}, "text": "จบ"}}

    assert reply["replies"] == [
        {},
        {},
        {"replaceAllText": {"occurrencesChanged": 3}},
        {},
    ]
    assert text(content(drive, file_id)[1:]) == (
        "โครงการที่หนึ่ง\nและ ข\nงบ ข\n<ข\n><b\n>\n"
    )
    word = drive.call("GET", f"{FILES}/{file_id}/export", mimeType="text/plain")
    assert "โครงการที่หนึ่ง" in word.content.decode()
    other = document(drive, "ก")
    batch(drive, other, at_the_end, replace("จ.", "J", searchByRegex=True))
    assert text(content(drive, other)[1:]) == "กJ\n"


def test_letters_that_docs_does_not_take_are_left_out(drive: Drive) -> None:
    """``InsertTextRequest.text`` in docs.v1's discovery document."""
    file_id = document(drive, "ก")

    batch(drive, file_id, insert(1, "a\x00\x1f\ue000b"), replace("ก", "\x0cข"))

    assert text(content(drive, file_id)[1:]) == "abข\n"


def test_a_deleted_paragraphs_end_joins_it_with_the_next(drive: Drive) -> None:
    file_id = document(drive, "หนึ่ง", "สอง", "สาม")

    batch(drive, file_id, delete(3, 8))

    assert text(content(drive, file_id)[1:]) == "หน" + "อง\n" + "สาม\n"


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            insert(25, "x"),
            "Invalid requests[1].insertText: Index 25 must be less than the end index of "
            "the referenced segment, 10.",
        ),
        (
            insert(3, "x"),
            "Invalid requests[1].insertText: The insertion index must be inside the bounds "
            "of an existing paragraph. You can still create new paragraphs by inserting "
            "newlines.",
        ),
        (
            delete(8, 10),
            "Invalid requests[1].deleteContentRange: The range cannot include the newline "
            "character at the end of the segment.",
        ),
        (
            delete(2, 2),
            "Invalid requests[1].deleteContentRange: The range should not be empty.",
        ),
        (
            delete(2, 7),
            "Invalid requests[1].deleteContentRange: Invalid deletion range. Cannot delete "
            "the requested range.",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_of_the_batch_done(
    drive: Drive, request_: JSON, words: str
) -> None:
    content_ = word_file("", table=[["ก"]])
    file_id = drive.put(content_, DOCX, name="x", mimeType=DOCUMENT_TYPE)
    before = drive.json("GET", f"{DOCUMENTS}/{file_id}")

    status, message = refused(drive, file_id, insert(1, "x"), request_)

    assert (status, message) == (400, words)
    assert drive.json("GET", f"{DOCUMENTS}/{file_id}") == before


def test_a_stale_revision_is_refused_and_the_present_one_taken(drive: Drive) -> None:
    file_id = document(drive, "ก")
    old = drive.json("GET", f"{DOCUMENTS}/{file_id}")["revisionId"]
    control = {"writeControl": {"requiredRevisionId": old}}

    answer = batch(drive, file_id, insert(1, "x"), **control)
    status, message = refused(drive, file_id, insert(1, "x"), **control)
    fresh = {"writeControl": answer["writeControl"]}
    batch(drive, file_id, insert(1, "y"), **fresh)

    assert (status, "required revision ID" in message) == (400, True)
    assert text(content(drive, file_id)[1:]) == "yxก\n"


def test_named_ranges_follow_their_text_and_hold_what_replaces_it(drive: Drive) -> None:
    file_id = document(drive, "ผู้รับ: สมชาย")
    place = {"startIndex": 9, "endIndex": 14}

    named = batch(drive, file_id, {"createNamedRange": {"name": "to", "range": place}})
    batch(drive, file_id, insert(1, "เรียน "))
    renewed = {"replaceNamedRangeContent": {"namedRangeName": "to", "text": "สมหญิง"}}
    batch(drive, file_id, renewed)
    shown = drive.json("GET", f"{DOCUMENTS}/{file_id}")
    batch(drive, file_id, {"deleteNamedRange": {"name": "to"}})

    (held,) = shown["namedRanges"]["to"]["namedRanges"]
    name_id = named["replies"][0]["createNamedRange"]["namedRangeId"]
    assert held["namedRangeId"] == name_id
    assert held["ranges"] == [{"startIndex": 15, "endIndex": 21}]
    assert text(shown["body"]["content"]) == "เรียน ผู้รับ: สมหญิง\n"
    assert "namedRanges" not in drive.json("GET", f"{DOCUMENTS}/{file_id}")


def test_what_looks_different_is_a_run_of_its_own_and_keeps_its_look(
    drive: Drive,
) -> None:
    file_id = document(drive, "ธรรมดา")
    batch(drive, file_id, insert(7, "ด้วย"))

    tabs = drive.json("GET", f"{DOCUMENTS}/{file_id}", includeTabsContent="true")

    assert "body" not in tabs
    inner = tabs["tabs"][0]["documentTab"]["body"]["content"]
    assert text(inner) == "ธรรมดาด้วย\n"
    masked = drive.json("GET", f"{DOCUMENTS}/{file_id}", fields="title")
    assert masked == {"title": "แผน"}


def test_a_file_that_is_none_not_theirs_or_locked_is_refused(drive: Drive) -> None:
    file_id = document(drive, "ก")
    drive.share(file_id, STAFF, "reader")
    blob = drive.make("x")

    def status(path: str, by: str, method: str = "GET") -> int:
        body = {"requests": [insert(1, "x")]} if method == "POST" else None
        return drive.call(method, f"{DOCUMENTS}/{path}", body, by=by).status_code

    assert status("none", OWNER) == 404
    assert status(blob, OWNER) == 400
    assert status(file_id, ROBOT) == 403
    assert (
        status(file_id, STAFF),
        status(f"{file_id}:batchUpdate", STAFF, "POST"),
    ) == (
        200,
        403,
    )
    lock = {"contentRestrictions": [{"readOnly": True}]}
    drive.json("PATCH", f"{FILES}/{file_id}", lock)
    assert status(f"{file_id}:batchUpdate", OWNER, "POST") == 403


def test_what_the_emulator_cannot_do_it_says_as_such(drive: Drive) -> None:
    file_id = document(drive, "ก")

    bold = {"updateTextStyle": {"textStyle": {"bold": True}, "fields": "bold"}}

    assert refused(drive, file_id, bold) == (
        501,
        "The emulator does not serve updateTextStyle.",
    )


def test_googles_own_client_makes_reads_and_changes_a_document(google: Google) -> None:
    docs = google.owners("docs.v1").documents()
    made = docs.create(body={"title": "แผน"}).execute()["documentId"]

    changes = {"requests": [insert(1, "สวัสดี"), replace("สวัส", "ยิน")]}
    docs.batchUpdate(documentId=made, body=changes).execute()

    assert text(docs.get(documentId=made).execute()["body"]["content"]) == "ยินดี\n"
    with pytest.raises(HttpError, match="does not have permission"):
        google.robots("docs.v1").documents().create(body={"title": "x"}).execute()
