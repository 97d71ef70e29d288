"""Who looks after a province is told once a day, and at once when many fail alike."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from sync.adapters.clock import BANGKOK
from sync.errors import MailUnavailable
from sync.messages import load_words
from sync.model.mail import Message
from sync.ports import Handing, unheard
from sync.province.keeping import Keeper
from sync.province.places import ProvincePaths
from sync.province.report import Overview, overview
from sync.province.told import (
    Memory,
    Teller,
    after_digest,
    alarms,
    digest,
    digest_due,
    read_memory,
)
from sync.province.values import ProvinceSettings, TellSettings
from sync.province.visits import Ended, Kind, OfficeState, Standing
from tests.fakes import MemoryMail

MORNING = datetime(2026, 11, 29, 6, 30, tzinfo=BANGKOK)
WORDS = load_words("en")
TELL = TellSettings(to=("a@example.com", "b@example.com"), alike=3)


def province(failing: int, well: int = 0, code: str = "sign_in_refused") -> Overview:
    good = Standing(good_night=MORNING - timedelta(hours=5))
    visit = Ended("x", Kind.NIGHT, "here", MORNING, MORNING, code)
    states = [OfficeState(f"bad-{it}", good, (visit,)) for it in range(failing)]
    states += [OfficeState(f"good-{it}", good) for it in range(well)]
    return overview(states, ProvinceSettings(), MORNING)


class Away(MemoryMail):
    """A mail server that is out of reach for some tries, and counts what it takes."""

    def __init__(self, tries: int = 0) -> None:
        super().__init__()
        self.tries = tries
        self.taken: list[Message] = []

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if self.tries:
            self.tries -= 1
            raise MailUnavailable("away")
        super().send(message, draft, handing)
        self.taken.append(message)


def test_the_digest_is_due_from_its_hour_on_until_everybody_has_it() -> None:
    early = replace(province(0, 1), now=MORNING - timedelta(minutes=1))
    one = Memory(told={"digest 2026-11-29": ("a@example.com",)})
    both = Memory(told={"digest 2026-11-29": TELL.to})

    assert not digest_due(early, TELL, Memory())
    assert digest_due(province(0, 1), TELL, Memory())
    assert digest_due(province(0, 1), TELL, one)
    assert not digest_due(province(0, 1), TELL, both)
    assert not digest_due(province(0, 1), TellSettings(), Memory())


def test_the_digest_says_what_is_new_what_stays_and_what_is_well_again() -> None:
    memory = after_digest(province(2), Memory())

    text = digest(
        province(3, 1), replace(memory, before=("bad-0", "good-0")), WORDS
    ).text

    assert memory.before == ("bad-0", "bad-1")
    assert "New since the last digest (2)\n- bad-1: no sign-in at Google" in text
    assert "Still (1)\n- bad-0" in text
    assert "Well again (1)\n- good-0" in text


def test_the_digest_says_what_is_wrong_with_the_list_of_offices() -> None:
    gone = WORDS.say("listed.gone", offices="a")

    told = digest(replace(province(0, 2), notices=(gone,)), Memory(), WORDS)

    assert told.subject == "The list of offices needs a look"
    assert f"(1)\n- {gone}" in told.text
    assert "list of offices" not in digest(province(0, 2), Memory(), WORDS).text


def test_many_that_fail_alike_are_told_once_until_that_is_over() -> None:
    first, memory = alarms(province(3, 10), TELL, Memory(), WORDS)
    again, memory = alarms(province(4, 9), TELL, memory, WORDS)
    less, memory = alarms(province(2, 11), TELL, memory, WORDS)
    over, memory = alarms(province(1, 12), TELL, memory, WORDS)

    assert [it.subject for it in first] == [
        "3 offices fail alike: no sign-in at Google"
    ]
    assert [it.name for it in again] == [it.name for it in first]
    assert (less, over) == ([], [])
    assert memory.alarms == {}


def test_few_of_many_are_no_alarm() -> None:
    events, _ = alarms(province(3, 100), TELL, Memory(), WORDS)

    assert events == []


def test_each_is_told_once_however_often_it_is_tried(tmp_path: Path) -> None:
    mail = Away()
    teller = Teller(tmp_path / "told.json", mail, "plan@example.com", TELL)
    event = digest(province(1), Memory(), WORDS)

    memory = teller.tell(event, Memory(), MORNING)
    teller.tell(event, read_memory(tmp_path / "told.json"), MORNING)

    assert [it.recipient for it in mail.taken] == list(TELL.to)
    assert memory.told[event.name] == list(TELL.to)
    letter = message_from_bytes(mail.taken[0].content, policy=default)
    assert letter["Subject"] == "Offices that need somebody: 1"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_who_could_not_be_told_is_told_the_next_time(tmp_path: Path) -> None:
    mail = Away(tries=2)
    teller = Teller(tmp_path / "told.json", mail, "plan@example.com", TELL)
    event = digest(province(1), Memory(), WORDS)

    memory = teller.tell(event, Memory(), MORNING)
    teller.tell(event, memory, MORNING)

    assert [it.recipient for it in mail.taken] == list(TELL.to)


def test_a_province_keeps_its_page_and_tells_by_the_way_that_is_set(
    tmp_path: Path,
) -> None:
    settings = ProvinceSettings(tell=TELL, language="en")
    keeper = Keeper(ProvincePaths(tmp_path), settings)
    states = [OfficeState("a", Standing(code="config"))]

    keeper.hear(states, MORNING)
    keeper.hear(states, MORNING + timedelta(minutes=4))
    keeper.hear(states, MORNING + timedelta(minutes=6))

    assert len(list((tmp_path / "outbox").iterdir())) == 2
    assert "2026-11-29 06:36" in (tmp_path / "province.html").read_text("utf-8")
    assert (tmp_path / "province.csv").read_text("utf-8-sig").startswith("office,")
    assert read_memory(tmp_path / "told.json").before == ["a"]
