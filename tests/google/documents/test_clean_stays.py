"""A draft takes no place of a plan without errors."""

from sync.adapters.google.documents import GoogleDocuments
from sync.adapters.google.drive import document_link
from sync.model.documents import Before
from tests.emulator.driving import Drive
from tests.google.documents.homes import DAY, blank, noted_on, plan, shown, type_over


def test_a_draft_does_not_replace_a_plan_without_errors(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("ร่างแรก", home))
    documents.publish(plan("สมบูรณ์", home, clean=True))

    held = documents.publish(plan("ร่างใหม่", home))

    assert (held.link, held.updated, held.held) == (home, False, DAY)
    assert "สมบูรณ์" in shown(drive, file_id)
    assert documents.publish(plan("สมบูรณ์กว่า", home, clean=True)).updated
    assert "สมบูรณ์กว่า" in shown(drive, file_id)


def test_a_plan_without_errors_that_an_older_worker_put_there_stays_as_well(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("สมบูรณ์", home, clean=True))
    for noted in noted_on(drive, file_id):
        for name in ("year", "state"):
            noted.pop(f"plan_sync_{name}")

    held = documents.publish(plan("ร่าง", home), Before(home, "-", clean_as_of=DAY))
    put = documents.publish(plan("ร่าง", home), Before(home, "-"))

    assert held.held == DAY
    assert put.held is None


def test_a_draft_goes_where_somebody_emptied_the_document(
    documents: GoogleDocuments, drive: Drive
) -> None:
    file_id = blank(drive)
    home = document_link(file_id)
    documents.publish(plan("สมบูรณ์", home, clean=True))
    type_over(drive, file_id, "")

    assert documents.publish(plan("ร่าง", home)).updated
