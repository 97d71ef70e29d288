"""A session whose answers are written down beforehand, and whose clock only jumps."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from google.oauth2.credentials import Credentials
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from sync.adapters.google.session import GoogleSession, Pace, Patience, Time, unpaced

ACCOUNT = "worker@example.com"
SHEET = "https://sheets.googleapis.com/v4/spreadsheets/1abc"


@dataclass
class FakeTime:
    """Sleeping takes no time, and is written down."""

    slept: list[float] = field(default_factory=list)

    @property
    def time(self) -> Time:
        return Time(lambda: sum(self.slept), self.slept.append, self.now)

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(
            seconds=sum(self.slept)
        )


class Script(BaseAdapter):
    """Gives the answers in turn, the last one again and again; keeps the requests."""

    def __init__(self, *answers: Response | Exception) -> None:
        super().__init__()
        self._answers = list(answers)
        self.requests: list[PreparedRequest] = []
        self.timeouts: list[object] = []

    def send(
        self, request: PreparedRequest, *_args: object, **kwargs: object
    ) -> Response:
        self.requests.append(request)
        self.timeouts.append(kwargs.get("timeout"))
        answer = self._answers[0]
        if len(self._answers) > 1:
            self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        answer.request = request
        answer.url = request.url or ""
        return answer

    def close(self) -> None:
        pass


def answer(
    status: int, body: object = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Make an answer; a text is a web page, anything else JSON."""
    made = Response()
    made.status_code = status
    text = body if isinstance(body, str) else json.dumps(body or {})
    kind = "text/html" if isinstance(body, str) else "application/json; charset=UTF-8"
    made.headers.update({"Content-Type": kind, **(headers or {})})
    made.raw = io.BytesIO(text.encode())
    return made


def sheets_error(status: int, name: str, message: str, *details: object) -> Response:
    error = {"code": status, "message": message, "status": name}
    return answer(
        status, {"error": {**error, **({"details": details} if details else {})}}
    )


def drive_error(status: int, reason: str, message: str = "No.") -> Response:
    item = {"domain": "usageLimits", "reason": reason, "message": message}
    error = {"errors": [item], "code": status, "message": message}
    return answer(status, {"error": error})


UNAVAILABLE = "The service is currently unavailable."


def unavailable() -> Response:
    return sheets_error(503, "UNAVAILABLE", UNAVAILABLE)


def too_many() -> Response:
    return sheets_error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for reads.")


def session_with(
    script: Script,
    clock: FakeTime,
    patience: Patience | None = None,
    pace: Pace = unpaced,
) -> GoogleSession:
    session = GoogleSession(
        Credentials(token="t"),  # type: ignore[no-untyped-call]  # noqa: S106
        ACCOUNT,
        patience=patience,
        time=clock.time,
        pace=pace,
    )
    session.mount("https://", script)
    return session
