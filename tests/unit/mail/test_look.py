"""How letters look: a verdict's colour, what comes first, words that can be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from sync.mail.approval import (
    OfApproval,
    VersionChanged,
    VersionDecided,
    VersionProposed,
    approval_letters,
)
from sync.mail.news import RoundNews
from sync.mail.notify import due_letters, trouble_letters
from sync.mail.occasions import (
    OfRound,
    PlanPublished,
    ReportWhole,
    RoundOver,
    RoundReminder,
    WorkerFailing,
    WorkerRecovered,
)
from sync.model.approvals import Result
from sync.model.changes import Change
from sync.model.mail import Message
from sync.model.progress import Round
from sync.progress.reported import report_of
from tests.approving import APPROVED, approvals_after, decided, named
from tests.approving import read as read_proposals
from tests.approving import sheet_with as with_proposals
from tests.mails import (
    ADMINISTRATOR,
    EXECUTIVE,
    NOW,
    RESPONSIBLE,
    SHEET_LINK,
    finding,
    news,
    recipients,
    text_of,
    writer,
)
from tests.progressing import owned, plan_of, read, sheet_with
from tests.reporting import CANNOT, DONE
from tests.sheets import NAMES

OFFICE = "องค์การบริหารส่วนตำบลธารสมมุติ"
WHICH, END = Round(2570, 6), date(2027, 4, 30)
REMINDER, OVER = RoundReminder(WHICH, 7, 5, END), RoundOver(WHICH, END)
WHOLE = ReportWhole(WHICH, "abc", 1)
ALL = recipients(
    ("นายบริหาร ตัวอย่าง", "executive@example.com", EXECUTIVE),
    ("สำนักปลัด", "office@example.com", RESPONSIBLE),
    ("นายดูแล ตัวอย่าง", "admin@example.com", ADMINISTRATOR),
)
CHANGE = Change("โครงการ", "งบ", "1", "2")
UNREAD = replace(news().totals, unread=1)


def of_round(occasion: OfRound, language: str = "th") -> tuple[Message, ...]:
    """Return what is written of a round in which the last project waits, or none."""
    last = {} if occasion is not WHOLE else CANNOT
    rows = [
        {"name": name, **owned(number), **typed}
        for number, (name, typed) in enumerate(
            zip(NAMES, (DONE, CANNOT, last), strict=True), 1
        )
    ]
    sheet = sheet_with(*rows)
    report = report_of(read(sheet).rows, WHICH, ())
    plan = replace(plan_of(sheet), recipients=news(ALL).plan.recipients)
    told = (RoundNews(report, "https://docs.example.com/report"),)
    return due_letters(occasion, news(plan=plan, rounds=told), writer(language))


def of_approval(occasion: OfApproval) -> Message:
    told = news(ALL)
    return approval_letters(occasion, told, writer(), ["chief@example.com"])[-1]


def decision(result: Result, **more: object) -> VersionDecided:
    return VersionDecided(replace(decided(result=result), **more), "code", None)  # type: ignore[arg-type]


def proposed() -> VersionProposed:
    rows = read_proposals(with_proposals({**named(), **APPROVED})).rows
    return VersionProposed(rows[0])


ANNOUNCED = {
    "announcement": "1/2570",
    "announced": date(2027, 4, 6),
    "signed": "https://example.com/1.pdf",
}


@pytest.mark.parametrize(
    ("occasion", "tone"),
    [
        (proposed(), "plain"),
        (decision(Result.APPROVED), "good"),
        (decision(Result.APPROVED, **ANNOUNCED), "good"),
        (decision(Result.RETURNED), "warn"),
        (decision(Result.CANCELLED), "warn"),
        (decision(Result.TAKEN_BACK), "warn"),
        (VersionChanged(approvals_after(decided())[0], [CHANGE]), "warn"),
    ],
)
def test_only_what_was_approved_is_told_in_green(
    occasion: OfApproval, tone: str
) -> None:
    assert verdict(of_approval(occasion)) == tone


@pytest.mark.parametrize(
    ("occasion", "tone"), [(REMINDER, "warn"), (OVER, "warn"), (WHOLE, "good")]
)
def test_a_round_s_letter_has_a_verdict_and_names_the_office(
    occasion: OfRound, tone: str
) -> None:
    letters = of_round(occasion)

    assert letters
    for letter in letters:
        assert verdict(letter) == tone
        body = parsed(letter).body.text_content()
        assert body.count(OFFICE) == text_of(letter).count(OFFICE) == 1


def test_an_office_is_named_once_where_the_first_sentence_names_it() -> None:
    for letter in due_letters(PlanPublished("abc"), news(ALL), writer()):
        assert text_of(letter).count(OFFICE) == 1


def test_a_reminder_opens_the_place_to_fill_in() -> None:
    (letter,) = of_round(REMINDER)
    page = parsed(letter)

    (button,) = page.xpath("//a[contains(@class, 'main')]")
    assert button.get("href").startswith(f"{SHEET_LINK}#gid=7&range=")
    assert button.get("href").endswith("4")
    assert text_of(letter).index(button.get("href")) < text_of(letter).index("/report")


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_what_waits_comes_before_what_it_adds_up_to(kind: str) -> None:
    text = text_of(of_round(OVER)[0], kind)

    assert text.index(NAMES[2]) < text.index("รายงานแล้ว 2 จาก 3 โครงการ")


# --- words that can be read, by day and by night ----------------------------------


def every_letter() -> Iterator[Message]:
    """Yield letters in which every part of every template is."""
    yield from due_letters(
        PlanPublished("abc"),
        news(
            ALL,
            totals=UNREAD,
            findings=[finding(row) for row in range(3, 20)],
            changes=[CHANGE] * 20,
            editor="นายแก้ ตัวอย่าง",
            notices=("แจ้ง",),
            held=END,
            draft_link="https://docs.example.com/draft",
            pdf_link="https://docs.example.com/pdf",
            files=("plan.docx",),
            approvals=(("แผน", "รออนุมัติ"),),
        ),
        writer(),
    )
    yield from due_letters(PlanPublished("def"), news(ALL), writer())
    for of in (REMINDER, OVER, WHOLE):
        yield from of_round(of)
    for result in Result:
        yield of_approval(decision(result))
    yield of_approval(proposed())
    for trouble in (
        WorkerFailing("sync", NOW, 3, "พัง", "ซ่อม"),
        WorkerRecovered("sync", NOW),
    ):
        yield from trouble_letters(trouble, "อบต.", news(ALL).plan.recipients, writer())


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_stands_out_from_what_is_behind_it(dark: bool) -> None:
    seen = 0
    for letter in every_letter():
        page = parsed(letter)
        for element in page.body.iter():
            if any(text.strip("\xa0 \n") for text in element.xpath("text()")):
                ink = colour(element, "color", dark=dark)
                behind = colour(element, "background", dark=dark)
                said = f"{element.text_content().strip()[:40]}: {ink} on {behind}"
                assert contrast(ink, behind) >= 4.5, said
                seen += 1
    assert seen > 100


def parsed(letter: Message) -> Any:  # noqa: ANN401  lxml's own types say too little
    return html.fromstring(text_of(letter, "html"))


def verdict(letter: Message) -> str:
    """Return the class of a letter's coloured first sentence."""
    page = parsed(letter)
    (said,) = page.xpath("//p[contains(@style, 'border-radius')]")
    return str(said.get("class"))


def colour(element: html.HtmlElement, name: str, *, dark: bool) -> str:
    """Return the colour an element has, of its own or from what it stands in."""
    for each in (element, *element.iterancestors()):
        if dark:
            rules = by_night(each)
            for class_ in reversed((each.get("class") or "").split()):
                if found := re.search(rf"(?<!-){name}: (#\w+)", rules.get(class_, "")):
                    return found[1]
        if found := re.search(rf"(?<![-\w]){name}:(#\w+)", each.get("style") or ""):
            return found[1]
    raise AssertionError(name)


def by_night(element: html.HtmlElement) -> dict[str, str]:
    style = element.getroottree().xpath("string(//style)")
    night = style.partition("(prefers-color-scheme: dark)")[2]
    return dict(re.findall(r"\.(\w+) {([^}]*)}", night))


def contrast(one: str, other: str) -> float:
    """Return how well one colour stands out from another, as WCAG reckons it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
