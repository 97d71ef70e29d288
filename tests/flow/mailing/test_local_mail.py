"""What mail of a local office links to, and what goes with it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import quote

import pytest

from sync import wiring
from sync.cycle.night import run_cycle
from sync.paths import OfficePaths
from tests.offices import example_office


def local_mail(folder: Path, settings: str = "") -> tuple[OfficePaths, EmailMessage]:
    """Return the mail to the executive of a local office, after a first night."""
    example_office(folder)
    (folder / "office.toml").write_text(settings, "utf-8")
    with wiring.open_office(folder) as office:
        run_cycle(office)
    found = [
        message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted(OfficePaths(folder).outbox.glob("*.eml"))
    ]
    (mail,) = filter(_whole, found)
    assert isinstance(mail, EmailMessage)
    return OfficePaths(folder), mail


def _whole(mail: EmailMessage) -> bool:
    body = mail.get_body(("plain",))
    return "งบประมาณรวม" in (body.get_content() if body else "")


def _words(mail: EmailMessage) -> str:
    bodies = (mail.get_body((kind,)) for kind in ("plain", "html"))
    return "".join(body.get_content() for body in bodies if body)


def test_mail_of_a_local_office_has_no_dead_links_but_the_pdf_itself(
    tmp_path: Path,
) -> None:
    place, mail = local_mail(tmp_path / "office")

    (pdf,) = mail.iter_attachments()
    name = "แผนปฏิบัติการ-2570.pdf"
    assert "file:" not in _words(mail)
    assert "href=" not in _words(mail)
    assert "ไฟล์อยู่ในโฟลเดอร์ของหน่วยงาน: แผนปฏิบัติการ-2570.docx, plan.xlsx" in _words(mail)
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", name)
    assert pdf.get_content() == (place.documents / name).read_bytes()


def test_mail_of_a_local_office_links_to_the_address_of_its_folder(
    tmp_path: Path,
) -> None:
    _, mail = local_mail(
        tmp_path / "office", '[document]\naddress = "https://www.example.go.th/plan/"\n'
    )

    name = quote("แผนปฏิบัติการ-2570")
    assert f"https://www.example.go.th/plan/{name}.docx" in _words(mail)
    assert f"https://www.example.go.th/plan/{name}.pdf" in _words(mail)
    assert "file:" not in _words(mail)
    assert list(mail.iter_attachments()) == []


@pytest.mark.parametrize(
    "setting", ['attach_pdf = "never"', "attach_most_mb = 0.00001"]
)
def test_the_pdf_can_be_left_out_or_too_large(tmp_path: Path, setting: str) -> None:
    _, mail = local_mail(tmp_path / "office", f"[mail]\n{setting}\n")

    assert list(mail.iter_attachments()) == []
    assert "แนบ PDF" not in _words(mail)
