import re
import string
from pathlib import Path

import pytest

from sync import errors
from sync.errors import Tellable
from sync.messages import Words, load_words

ROOT = Path(__file__).parents[3]
THAI, ENGLISH = load_words("th"), load_words("en")


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    assert {name: blanks(text) for name, text in THAI.sentences.items()} == {
        name: blanks(text) for name, text in ENGLISH.sentences.items()
    }


def stops() -> list[type[Tellable]]:
    return [
        stop
        for stop in vars(errors).values()
        if isinstance(stop, type)
        and issubclass(stop, Tellable)
        and "code" in vars(stop)
    ]


@pytest.mark.parametrize("stop", stops(), ids=lambda stop: stop.__name__)
def test_every_stop_has_its_sentence_and_its_cure(stop: type[Tellable]) -> None:
    assert f"stops.{stop.code}.says" in THAI.sentences
    assert f"stops.{stop.code}.cure" in THAI.sentences


@pytest.mark.parametrize("words", [THAI, ENGLISH], ids=["th", "en"])
def test_no_advice_destroys_anything(words: Words) -> None:
    destroys = re.compile(
        r"(?<!อย่า)ลบ(?!แถว|ข้อ)|ล้าง|ย้ายไฟล์นี้|(?<!not )\b(delete(?! nothing)|remove|erase|clear the)\b",
        re.I,
    )

    advice = [
        name
        for name, text in words.sentences.items()
        if name.endswith("cure") and destroys.search(text)
    ]

    # a key that somebody deleted is said to be so, and a thing may be missing by that
    said = {"stops.sign_in_refused.cure", "stops.google_missing.cure"}
    assert set(advice) <= said


def test_every_sentence_is_said_somewhere() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for folder in ("sync", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
    )
    said = set(re.findall(r"[\"']([a-z]+\.[a-z_{}.!]+)", code))
    patterns = [
        re.compile(re.sub(r"\\{[^}]*\\}", "[a-z_0-9]+", re.escape(s))) for s in said
    ]
    bare = set(re.findall(r"\"([a-z_]+)\"", code))

    unsaid = [
        name
        for name in THAI.sentences
        if not name.startswith("stops.")
        and not any(pattern.fullmatch(name) for pattern in patterns)
        and name.partition(".")[2] not in bare
    ]

    assert unsaid == []


def test_the_stops_modules_picture_names_every_class() -> None:
    drawn = set(re.findall(r"\b([A-Z]\w+)\b", errors.__doc__ or ""))

    assert {stop.__name__ for stop in stops()} <= drawn


TYPICAL = {
    "office": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "round": "รอบ 6 เดือน พ.ศ. 2570",
    "document": "แผน",
    "version": "แผน พ.ศ. 2570 ฉบับที่ 3",
    "law": "ข้อบัญญัติ",
    "title": "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570",
    "project": "ลำดับที่ 7 มาตรการประหยัด",
    "unread": "ลำดับที่ 9",
    "numbers": "7, 9",
    "heading": "งบประมาณ",
    "tab": "ข้อมูลแผน",
    "result": "เห็นชอบ",
    "job": "งานประจำคืน",
    "path": "plan.xlsx",
    "what": "ผู้อำนวยการกองช่าง",
    "why": "เปิดไฟล์ไม่ได้",
    "says": "เปิดไฟล์ไม่ได้",
    "name": "สมชาย ใจดี",
}
# a space parts phrases, and ของ before องค์การ is no word said twice
THAI_AGAIN = re.compile(r"((?:[\u0e01-\u0e2e\u0e40-\u0e44][\u0e30-\u0e4e]*){3,14})\1")
ENGLISH_AGAIN = re.compile(r"\b([a-z]{2,}) \1\b(?!\.)", re.I)


def filled(sentence: str) -> str:
    return sentence.format_map(
        {name: TYPICAL.get(name, "12") for name in blanks(sentence)}
    )


def said_twice(sentence: str, again: re.Pattern[str]) -> list[str]:
    return [match[1] for match in again.finditer(filled(sentence))]


@pytest.mark.parametrize(
    ("words", "again"), [(THAI, THAI_AGAIN), (ENGLISH, ENGLISH_AGAIN)], ids=["th", "en"]
)
def test_no_message_says_a_word_twice_running(
    words: Words, again: re.Pattern[str]
) -> None:
    doubled = {
        name: twice
        for name, text in words.sentences.items()
        if (twice := said_twice(text, again))
    }

    assert doubled == {}


def test_a_word_that_a_fact_says_again_is_seen() -> None:
    assert said_twice("{office} ปิดรอบ{round} แล้ว", THAI_AGAIN) == ["รอบ"]
    assert said_twice("the the plan", ENGLISH_AGAIN) == ["the"]
