"""Commands are called and chats told once an occasion, and spoil no night."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from sync.cli.commands import app
from sync.cli.session import Session
from sync.cli.shapes import Call
from sync.cycle.mail import announce
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.cycle.telling import tell_others
from sync.errors import DiskFull, MailUnavailable, MessageDelayed
from sync.model.mail import Message
from sync.model.records import Trouble
from sync.ports import Handing, unheard
from sync.settings.telling import (
    AdministratorsSettings,
    ExecutivesSettings,
    HookSettings,
    NotifySettings,
)
from sync.settings.values import Settings
from tests.fakes import FixedClock, MemoryMail, MemorySpreadsheet
from tests.offices import example_office, memory_office
from tests.sheets import PROJECTS, RECIPIENTS, place

NIGHT = datetime(2026, 11, 28, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
ADMINISTRATOR = "phudulae@example.com"
CALLED = ("called",)
EVERY = HookSettings(
    after_check=CALLED, after_publish=CALLED, on_trouble=CALLED, on_recovery=CALLED
)
KEEP = "import sys; open('called', 'ab').write(sys.stdin.buffer.read() + b'\\0')"


class Killed(BaseException):
    """The worker, in the midst of it."""


class Calls(MemoryMail):
    """Commands that keep what they are called with, and fail or kill as told."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[dict[str, object]] = []
        self.trouble: BaseException | None = None

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        handing(draft)
        self.calls.append(json.loads(message.content))
        if self.trouble:
            raise self.trouble

    def took(self, message: Message, draft: str = "") -> bool | None:  # noqa: ARG002
        return None

    @property
    def names(self) -> list[object]:
        return [call["hook"] for call in self.calls]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NIGHT)


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock, calls: Calls) -> Services:
    settings = Settings(hooks=EVERY)
    return replace(memory_office(tmp_path, clock), settings=settings, hooks=calls)


def type_in(office: Services, address: str, typed: str) -> None:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    office.spreadsheet.type_in(place(address), typed)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, [*arguments, "--office", str(folder)], obj=Session())
    return ran.exit_code, ran.output


def test_a_night_calls_the_offices_commands_and_fails_by_none(tmp_path: Path) -> None:
    folder = example_office(tmp_path / "office")
    words = json.dumps([sys.executable, "-c", KEEP])
    settings = (folder / "office.toml").read_text("utf-8")
    settings = settings.replace("after_check = []", f"after_check = {words}")
    settings = settings.replace("after_publish = []", f"after_publish = {words}")
    (folder / "office.toml").write_text(settings, "utf-8")

    assert run(folder)[0] == 0

    told = (folder / "called").read_bytes().split(b"\0")
    check, published = map(json.loads, told[:-1])
    for call in (check, published):
        Call.model_validate_json(json.dumps(call), strict=True)
    assert (check["event"], check["errors"]) == ("check-1", 4)
    assert published["event"] == "published-1"
    assert {each["kind"] for each in published["documents"]} == {"docx", "html", "pdf"}
    there = [
        Path(url2pathname(urlsplit(it["link"]).path)) for it in published["documents"]
    ]
    assert all(path.exists() for path in there)

    fails = json.dumps([sys.executable, "-c", "raise SystemExit(3)"])
    (folder / "office.toml").write_text(settings.replace(words, fails), "utf-8")
    assert run(folder)[0] == 0

    status, said = run(folder, "status")
    assert status == 0  # it is tried again
    assert "คำสั่ง after_check" in said
    assert "จบด้วยรหัส 3" in said
    assert "after_publish" not in said  # nothing new was published


def test_each_occasion_is_called_once(office: Services, calls: Calls) -> None:
    run_cycle(office)
    run_cycle(office)
    tell_others(office)

    assert calls.names == ["after_check", "after_publish", "after_check"]
    type_in(office, f"{PROJECTS}!C3", "โครงการอบรมคุณธรรมของบุคลากร")
    run_cycle(office)

    assert calls.names[3:] == ["after_check", "after_publish"]
    events = [call["event"] for call in calls.calls]
    assert events == ["check-1", "published-1", "check-2", "check-3", "published-2"]


def _kill_note(office: Services, patch: pytest.MonkeyPatch) -> None:
    def write(name: str, _value: str) -> None:
        if name.startswith("called"):
            raise Killed

    patch.setattr(office.ledger.notes, "write", write)


def _kill_queue(office: Services, patch: pytest.MonkeyPatch) -> None:
    def queue(*_: object) -> None:
        raise Killed

    patch.setattr(office.ledger.hooks, "queue", queue)


@pytest.mark.parametrize("kill", [_kill_note, _kill_queue])
def test_a_worker_killed_as_it_queues_a_call_loses_and_doubles_none(
    office: Services,
    calls: Calls,
    kill: Callable[[Services, pytest.MonkeyPatch], None],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kill(office, patch)
        with pytest.raises(Killed):
            run_cycle(office)

    tell_others(office)
    tell_others(office)

    assert calls.names == ["after_check", "after_publish"]


def test_a_command_cut_off_in_the_midst_is_called_once_more_and_no_third_time(
    office: Services, calls: Calls, clock: FixedClock
) -> None:
    calls.trouble = Killed()
    with pytest.raises(Killed):
        run_cycle(office)
    with pytest.raises(Killed):
        tell_others(office)
    calls.trouble = None
    clock.move(timedelta(days=2))
    tell_others(office)

    called = Counter(call["event"] for call in calls.calls)
    assert called == {"check-1": 2, "published-1": 2}


def test_a_command_that_always_fails_is_given_up_and_administrators_hear_of_it(
    office: Services, calls: Calls, clock: FixedClock
) -> None:
    assert isinstance(office.mail, MemoryMail)
    for column, typed in zip(
        "ABCD", ("ผู้ดูแล", ADMINISTRATOR, "ผู้ดูแลระบบ", "ใช่"), strict=True
    ):
        type_in(office, f"{RECIPIENTS}!{column}9", typed)
    calls.trouble = MessageDelayed("status 3")
    for _ in range(7):  # each night has something newer to call it with
        run_cycle(office)
        clock.move(timedelta(days=1))

    told = [mail for mail in office.mail.delivered if mail.topic == "notice"]
    text = message_from_bytes(told[-1].content, policy=policy.default)
    body = text.get_body(("plain",))
    assert body is not None
    assert {mail.recipient for mail in told} == {ADMINISTRATOR}
    assert "คำสั่ง after_check (ตั้งแต่ 28 พ.ย. 2569 01:00 น.)" in body.get_content()
    assert "จบด้วยรหัส 3" in body.get_content()
    assert len(told) == 1


def test_a_newer_occasion_takes_the_place_of_a_call_that_waits(
    office: Services, calls: Calls, clock: FixedClock
) -> None:
    calls.trouble = MessageDelayed("time")
    run_cycle(office)
    run_cycle(office)
    calls.trouble, calls.calls = None, []
    clock.move(timedelta(hours=1))
    tell_others(office)

    assert [call["event"] for call in calls.calls] == ["published-1", "check-2"]


def test_a_command_that_is_no_longer_wanted_is_let_go(
    office: Services, calls: Calls, clock: FixedClock
) -> None:
    calls.trouble = MessageDelayed("missing")
    run_cycle(office)
    calls.calls = []
    clock.move(timedelta(days=1))

    tell_others(replace(office, settings=Settings()))

    assert calls.calls == []
    assert office.ledger.hooks.waiting() == []


def test_a_trouble_and_its_end_are_called_also_while_no_mail_leaves(
    office: Services, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = Trouble("night", 3, NIGHT, "disk_full", told=False)

    def down(*_: object) -> None:
        raise MailUnavailable("no route")

    monkeypatch.setattr(office.mail, "send", down)
    announce(office, trouble, DiskFull(Path("office")))
    announce(office, trouble, DiskFull(Path("office")))
    announce(office, trouble, None)

    assert calls.names == ["on_trouble", "on_recovery"]
    assert calls.calls[0]["failures"] == 3
    for call in calls.calls:
        Call.model_validate_json(json.dumps(call), strict=True)
    assert "พื้นที่" in str(calls.calls[0]["says"])


def test_a_notice_is_a_sentence_and_a_link_and_names_nobody(
    office: Services, clock: FixedClock
) -> None:
    chats = MemoryMail()
    both = NotifySettings(
        executives=ExecutivesSettings(addresses_variable="E"),
        administrators=AdministratorsSettings(addresses_variable="A"),
    )
    readers = ("executives 1", "executives 2", "administrators 1")
    told = replace(
        office,
        settings=Settings(notify=both),
        notices=chats,
        readers=lambda: readers,
    )
    run_cycle(told)
    run_cycle(told)
    announce(told, Trouble("night", 3, NIGHT, "x", told=False), DiskFull(Path("x")))

    first, second, trouble = chats.delivered
    said = first.content.decode()
    assert [m.recipient for m in (first, second, trouble)] == list(readers)
    assert "เผยแพร่แผน" in said
    assert "ไม่มีจุดที่ต้องแก้ไข" in said
    assert "3 ครั้ง" in trouble.content.decode()
    assert not any("@" in each.content.decode() for each in chats.delivered)
    clock.move(timedelta(days=1))
    run_cycle(told)
    assert len(chats.delivered) == 3


def test_a_chat_that_is_down_keeps_no_mail(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(office.mail, MemoryMail)
    chats = MemoryMail()

    def down(*_: object) -> None:
        raise MessageDelayed("not_taken")

    monkeypatch.setattr(chats, "send", down)
    one = NotifySettings(executives=ExecutivesSettings(addresses_variable="E"))
    told = replace(
        office,
        settings=Settings(notify=one),
        notices=chats,
        readers=lambda: ("executives 1",),
    )
    report = run_cycle(told)

    assert report.undelivered == ()
    assert [each.answer for each in told.ledger.notices.waiting()] == ["not_taken"]
    assert len(office.mail.delivered) > 0
