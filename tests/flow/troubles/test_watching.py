"""`watch` goes on through troubles, tells them, and makes up what was missed."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sync import wiring
from sync.adapters import heartbeat
from sync.adapters.local.outbox import LocalOutbox
from sync.cli import watching
from sync.cli.watch_view import WatchView
from sync.errors import DiskFull, LedgerLocked, MailUnavailable, StorageError
from sync.model.cells import Cell
from sync.model.mail import Message
from sync.model.plan import Recipient, Role
from sync.ports import Handing, unheard
from sync.worker.shutdown import Stopping
from tests.flow.troubles.minutes import Main, Minutes, outcomes
from tests.offices import imported_office
from tests.users import fill, small_disk


def test_watch_outlives_a_full_disk_and_makes_up_the_night(
    tmp_path: Path, broken_nights: list[Callable[[], object]], main: Main
) -> None:
    with small_disk(tmp_path / "disk", "6m") as disk:
        office = imported_office(disk / "office")
        seen: list[tuple[int, str]] = []

        def look() -> None:
            seen.append(main("status", "--office", str(office)))

        broken_nights.append(lambda: fill(disk))
        minutes = Minutes(look, lambda: None, (disk / "ballast").unlink)

        watching.watch(office, minutes)

        ((status, said),) = seen
        assert status == 1
        assert "พื้นที่เก็บไฟล์เต็ม" in said
        assert outcomes(office)[0] == "done"


def test_watch_outlives_a_damaged_ledger_until_a_copy_is_put_there(
    tmp_path: Path, broken_nights: list[Callable[[], object]]
) -> None:
    office = imported_office(tmp_path / "office")
    whole = b""

    def damage() -> None:
        raise ZeroDivisionError  # a defect, too, does not end it

    def write_rubbish() -> None:
        nonlocal whole
        whole = (office / "ledger.db").read_bytes()
        (office / "ledger.db").write_bytes(b"rubbish" * 1000)

    def restore() -> None:
        (office / "ledger.db").write_bytes(whole)

    broken_nights.append(damage)

    watching.watch(office, Minutes(write_rubbish, lambda: None, restore))

    assert outcomes(office)[0] == "done"


def test_an_outage_is_told_by_heartbeat_and_mail_however_often_that_fails(
    tmp_path: Path,
    broken_nights: list[Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = imported_office(tmp_path / "office")
    settings = office / "office.toml"
    text = settings.read_text("utf-8")
    fails = 'heartbeat_fail = "http://127.0.0.1:9/fail"'
    settings.write_text(text.replace('heartbeat_fail = ""', fails), "utf-8")
    called: list[str] = []
    monkeypatch.setattr(
        "sync.wiring.working.beat", lambda address, _: called.append(address)
    )
    letters: list[str] = []

    def write(*_: object) -> list[Message]:
        letters.append("tried")
        if len(letters) < 2:
            raise DiskFull(office)
        return []

    monkeypatch.setattr(watching, "trouble_messages", write)

    def damage() -> None:
        raise ZeroDivisionError

    broken_nights.extend([damage] * 6)
    watching.watch(office, Minutes(*[lambda: None] * 6))

    assert [name for name in called if name] == ["http://127.0.0.1:9/fail"] * 4
    assert len(letters) == 2


def test_an_outage_and_its_end_call_the_offices_commands_once(
    tmp_path: Path, broken_nights: list[Callable[[], object]]
) -> None:
    office = imported_office(tmp_path / "office")
    keep = "import sys; open('called', 'ab').write(sys.stdin.buffer.read() + b'\\0')"
    words = json.dumps([sys.executable, "-c", keep])
    text = (office / "office.toml").read_text("utf-8")
    for hook in ("on_trouble", "on_recovery"):
        text = text.replace(f"{hook} = []", f"{hook} = {words}")
    (office / "office.toml").write_text(text, "utf-8")

    def damage() -> None:
        raise ZeroDivisionError

    broken_nights.extend([damage] * 5)
    watching.watch(office, Minutes(*[lambda: None] * 6))

    calls = (office / "called").read_bytes().split(b"\0")[:-1]
    told = [json.loads(call) for call in calls]
    assert [call["hook"] for call in told] == ["on_trouble", "on_recovery"]
    assert (told[0]["job"], told[0]["failures"]) == ("work", 3)
    assert told[1]["since"] == told[0]["since"]


def test_who_could_not_be_told_at_the_third_failure_is_told_later_and_but_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = imported_office(tmp_path / "office")
    settings = (office / "office.toml").read_text("utf-8")
    here = 'heartbeat_fail = "http://127.0.0.1:9/fail"'
    settings = settings.replace('heartbeat_fail = ""', here)
    (office / "office.toml").write_text(settings, "utf-8")
    called: list[str] = []
    monkeypatch.setattr(
        "sync.wiring.working.beat", lambda address, _: called.append(address)
    )
    stop = LedgerLocked(office / "ledger.db")
    people = [
        Recipient(
            "ก", f"{row}@example.com", Role.ADMINISTRATOR, True, row, Cell("", row, 2)
        )
        for row in (2, 3)
    ]
    sent: list[str] = []
    away: set[str] = set()

    class Sometimes(LocalOutbox):
        def send(
            self, message: Message, draft: str = "", handing: Handing = unheard
        ) -> None:
            if message.recipient in away:
                raise MailUnavailable(message.recipient)
            super().send(message, draft, handing)
            sent.append(message.recipient)

    with wiring.open_office(office) as opened:
        services = replace(opened, mail=Sometimes(office / "outbox"))
        services.ledger.people.remember(people)
        view = WatchView(services.words, services.clock)
        outage = watching.Outage(services, view, Stopping())

        away |= {"3@example.com"}
        for _ in range(4):
            outage.goes_on(stop)
        told_first = list(sent)
        away.clear()
        for _ in range(3):
            outage.goes_on(stop)

    assert told_first == ["2@example.com"]
    assert sent == ["2@example.com", "3@example.com"]
    assert called == ["http://127.0.0.1:9/fail"] * 5


def test_watch_that_cannot_begin_ends_with_its_status(tmp_path: Path) -> None:
    office = imported_office(tmp_path / "office")
    (office / "ledger.db").mkdir()

    with pytest.raises(StorageError):
        watching.watch(office, Minutes())


@pytest.mark.parametrize(
    "address",
    ["http://", "http://.example.com", "https://[::1", f"http://{'a' * 70}.th"],
)
def test_a_heartbeat_address_with_a_typo_ends_nothing(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    heartbeat.beat(address)

    assert "did not get through" in caplog.text
    assert address not in caplog.text
