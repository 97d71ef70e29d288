"""A document belongs to one plan of one office, whatever the ledger knows."""

from dataclasses import replace

import pytest

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import document_link, file_id_of
from sync.adapters.google.session import GoogleSession
from sync.adapters.local.documents import LocalDocuments
from sync.errors import DocumentOccupied, DocumentOfAnother
from sync.model.documents import Before
from tests.emulator.driving import Drive
from tests.google.documents.homes import blank, noted_on, plan, shown, type_over


def test_a_document_belongs_to_one_year_even_if_the_ledger_is_lost(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ของปีนี้", home))

    with pytest.raises(DocumentOfAnother) as stop:
        documents.publish(plan("ของปีหน้า", home, "2571"))
    with pytest.raises(DocumentOfAnother):
        documents.publish(plan("ไม่มีปี", home, ""))

    assert stop.value.facts == {"link": home, "year": "2571", "theirs": "2570"}
    assert "ของปีนี้" in shown(drive, file_id)
    assert documents.publish(plan("ปีนี้อีกครั้ง", home)).link == home


def test_a_document_belongs_to_one_office(
    session: GoogleSession, local: LocalDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    first, second = (
        GoogleDocuments(session, office=office, folder=None, elsewhere=local)
        for office in ("one", "two")
    )
    first.publish(plan("ของเรา", document_link(file_id)))

    with pytest.raises(DocumentOfAnother):
        second.publish(plan("ของเขา", document_link(file_id)))

    assert "ของเรา" in shown(drive, file_id)


def test_a_document_that_was_emptied_may_be_given_to_another_year(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("ของปีนี้", document_link(file_id)))
    type_over(drive, file_id, "")

    documents.publish(plan("ของปีหน้า", document_link(file_id), "2571"))

    assert "ของปีหน้า" in shown(drive, file_id)


def test_a_plan_that_gets_its_year_later_keeps_its_document(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    documents.publish(plan("ยังไม่มีปี", document_link(file_id), ""))

    documents.publish(plan("มีปีแล้ว", document_link(file_id)))

    assert "มีปีแล้ว" in shown(drive, file_id)


def test_a_copy_that_was_kept_of_a_plan_never_becomes_its_home(
    in_folder: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    in_folder.publish(plan("หนึ่ง", document_link(file_id)))
    type_over(drive, file_id, "งานของเจ้าหน้าที่")
    kept = in_folder.publish(plan("สอง", document_link(file_id))).kept

    for year in ("2570", "2571", ""):
        with pytest.raises(DocumentOfAnother):
            in_folder.publish(plan("สาม", kept, year))

    assert "งานของเจ้าหน้าที่" in shown(drive, str(file_id_of(kept)))


def test_only_the_plan_itself_takes_over_what_was_filled_without_a_year(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    draft = replace(plan("ร่าง", home, ""), key="แผนปฏิบัติการ-ไม่ระบุปี (ฉบับร่าง)")
    documents.publish(draft)

    with pytest.raises(DocumentOfAnother):
        documents.publish(plan("แผน", home))

    assert "ร่าง" in shown(drive, file_id)


def test_a_document_without_a_mark_is_taken_over_if_the_ledger_knows_it(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ฉบับเก่า", home))
    for noted in noted_on(drive, file_id):
        noted.clear()

    with pytest.raises(DocumentOccupied):
        documents.publish(plan("ฉบับใหม่", home), Before("https://elsewhere", "-"))
    documents.publish(plan("ฉบับใหม่", home), Before(home, "-"))

    assert "ฉบับใหม่" in shown(drive, file_id)


def test_marks_fit_into_what_google_gives_them_whatever_the_key(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    document = replace(plan("ฉบับแรก", document_link(file_id)), key="แผน" * 200)

    documents.publish(document)

    (noted,) = noted_on(drive, file_id)
    assert max(len(f"{name}{text}".encode()) for name, text in noted.items()) <= 124
