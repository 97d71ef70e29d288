"""What assessors look for, with what the office's address answers."""

from contextlib import nullcontext
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.cycle.services import Services
from sync.public.oit import Answer
from sync.settings.public import PublicSettings
from sync.settings.values import Settings
from sync.wiring import assessing
from tests.fakes import FixedClock
from tests.flow.public.publishing import ITEM, night
from tests.serving import serving


class Silent(SimpleHTTPRequestHandler):
    """Shows a folder, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Be silent."""


def test_what_assessors_look_for_is_told_with_what_the_address_answers(
    office: Services, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(office, clock)
    serve = partial(Silent, directory=str(tmp_path / "public"))
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), serve)) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        settings = PublicSettings.model_validate(
            {
                "address": address,
                "item": [{**ITEM, "of_year": of} for of in (2570, 2569)],
            }
        )
        monkeypatch.setattr(
            assessing, "recorded_settings", lambda _: Settings(public=settings)
        )
        monkeypatch.setattr(
            assessing,
            "open_record",
            lambda _: nullcontext((office.ledger, office.words)),
        )
        found = CliRunner().invoke(
            app, ["oit", "--year", "2027", "--office", str(tmp_path)], obj=Session()
        )
        (tmp_path / "public" / "plan-2570.html").write_bytes(b"another")
        other = assessing.assess(tmp_path, 2570, asks=True).items[0][1]
    gone = assessing.assess(tmp_path, 2570, asks=True).items[0][1]

    assert found.exit_code == 1
    first, _, second = found.output.partition("O1 แผน (ปี 2569)")
    assert f"{address}/plan-2570.html" in first
    assert "เปิดได้ และเป็นฉบับเดียวกับในโฟลเดอร์ public" in first
    assert "ยังขาด: ยังไม่มีบันทึกการอนุมัติ" in first
    assert "เว็บตอบรหัส 404" in second
    assert (other, gone) == (Answer("other"), Answer("never"))
