"""Messages as a client of Gmail's sends them."""

import base64
from email.message import EmailMessage

SEND = "/gmail/v1/users/me/messages/send"
MAIL = frozenset({"https://mail.google.com/"})


def message(to: str = "somchai@example.com", subject: str = "แผน") -> EmailMessage:
    mail = EmailMessage()
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = "<key-1@example.com>"
    mail.set_content("เรียนท่านผู้บริหาร")
    mail.add_alternative("<p>เรียนท่านผู้บริหาร</p>", subtype="html")
    return mail


def raw(mail: EmailMessage) -> dict[str, str]:
    return {"raw": base64.urlsafe_b64encode(mail.as_bytes()).decode()}
