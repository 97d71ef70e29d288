"""How many planted mistakes the rules find: ``python -m benchmarks.example_plan``.

The example plan, its five mistakes mended, is the clean text; no rule was tuned on
what is planted here. One mistake at a time, at places drawn by chance (the same each
run). Found means: a finding in that project whose found text overlaps the mistake.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.importing.example import load_example, without_mistakes
from sync.model.cells import Sheet, Tab, Value
from sync.model.findings import Finding, Severity
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading
from sync.plan.labels import load_headers
from sync.plan.totals import compute_totals
from sync.rules.catalogue import load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.rules.validate import find_hits, phrase
from sync.settings.frames import load_frames
from sync.sheet.read import read_plan

TRIES = 60
HEADERS = load_headers()
REFERENCE = ReferenceData(HEADERS, load_word_lists(), load_frames())
TEXTS = load_rule_texts()["th"]
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4c"
ALIKE = {"ข": "ช", "ช": "ข", "ด": "ค", "ค": "ด", "ถ": "ภ", "บ": "ป", "ป": "บ", "น": "ม"}

Mistake = tuple[Heading, str, str]
"""A heading, its text with the mistake, and the mistaken piece."""
Plant = Callable[[dict[Heading, str], random.Random], Mistake | None]


def clean_plan() -> ImportedPlan:
    """Mend the example's five mistakes."""
    return without_mistakes(load_example(HEADERS, load_frames()[0].dimensions))


def as_sheet(plan: ImportedPlan) -> Sheet:
    """Lay the plan out as a spreadsheet."""
    info: list[tuple[Value, ...]] = [
        (HEADERS.label(name), text) for name, text in plan.info.items()
    ]
    fields = list(Field)
    projects: list[tuple[Value, ...]] = [
        tuple(
            HEADERS.label(name).replace("ดำเนินการไตรมาส", "ไตรมาส") for name in fields
        )
    ]
    projects += [tuple(row[name] for name in fields) for row in plan.projects]
    details: list[tuple[Value, ...]] = [
        ("รายการโครงการ", *(HEADERS.label(heading) for heading in Heading))
    ]
    details += [
        (detail.name, *(detail.texts.get(heading, "") for heading in Heading))
        for detail in plan.details
    ]
    recipients: list[tuple[Value, ...]] = [("ชื่อ", "อีเมล", "บทบาท", "รับ")]
    recipients += [
        (one.name, one.email, HEADERS.write("roles", one.role), one.wants)
        for one in plan.recipients
    ]
    tabs = (info, projects, details, recipients)
    titles = ("info", "projects", "details", "recipients")
    return Sheet(
        tuple(
            Tab(HEADERS.tabs[title], tuple(rows))
            for title, rows in zip(titles, tabs, strict=True)
        ),
        revision="",
    )


def judge(plan: ImportedPlan) -> tuple[Finding, ...]:
    """Return every finding of a plan."""
    reading = read_plan(as_sheet(plan), HEADERS)
    hits = find_hits(reading, compute_totals(reading.plan), (), REFERENCE)
    return phrase(hits, reading.plan, reading.matching, HEADERS, TEXTS)


# --- what is planted ------------------------------------------------------------


def _letters(
    texts: dict[Heading, str], chance: random.Random, wanted: Callable[[str, int], bool]
) -> tuple[Heading, str, int] | None:
    heading = chance.choice([Heading.RATIONALE, Heading.OBJECTIVES, Heading.METHOD])
    text = texts[heading]
    places = [at for at in range(3, len(text) - 3) if wanted(text, at)]
    return (heading, text, chance.choice(places)) if places else None


def doubled_mark(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A mark typed twice."""
    if not (met := _letters(texts, chance, lambda t, i: t[i] in MARKS)):
        return None
    heading, text, at = met
    return heading, text[:at] + text[at] + text[at:], text[at - 1 : at + 1] + text[at]


def lost_mark(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A mark left out."""
    if not (met := _letters(texts, chance, lambda t, i: t[i] in MARKS)):
        return None
    heading, text, at = met
    return heading, text[:at] + text[at + 1 :], text[at - 1] + text[at + 1]


def look_alike(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A consonant misread for one that looks like it."""
    if not (met := _letters(texts, chance, lambda t, i: t[i] in ALIKE)):
        return None
    heading, text, at = met
    wrong = ALIKE[text[at]]
    return heading, text[:at] + wrong + text[at + 1 :], text[at - 1] + wrong


def broken_word(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A space put between a leading vowel and its consonant, or before a vowel."""
    if not (
        met := _letters(texts, chance, lambda t, i: t[i] in "เแโไใ" and t[i + 1] > "ก")
    ):
        return None
    heading, text, at = met
    wrong = f"{text[at]} {text[at + 1]}"
    return heading, text[: at + 1] + " " + text[at + 1 :], wrong


def placeholder(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A sample's words left in."""
    wrong = chance.choice(["ระบุชื่อหน่วยงาน", "ระบุจำนวนคน", "(ระบุสถานที่)", "……………"])
    heading = chance.choice([Heading.TARGET_GROUP, Heading.OBJECTIVES, Heading.METHOD])
    return heading, f"{texts[heading]} {wrong}", wrong


def own_name(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """The office's own name with a letter too many."""
    wrong = chance.choice(["ธารสมมุตติ", "ธานสมมุติ", "ธารสมุติ"])
    text = f"{texts[Heading.RATIONALE]} องค์การบริหารส่วนตำบล{wrong}จึงดำเนินการ"
    return Heading.RATIONALE, text, wrong


def other_type(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """Words of a municipality in a sub-district office's plan."""
    wrong = chance.choice(["นายกเทศมนตรี", "พนักงานเทศบาล", "ปลัดเทศบาล"])
    return Heading.METHOD, f"{texts[Heading.METHOD]}โดย{wrong}", wrong


def numbering(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A number of a list taken twice or passed over."""
    lines = texts[Heading.METHOD].split("\n")
    at = chance.randrange(2, len(lines))
    number = chance.choice(["๑)", "๙)"])
    lines[at] = number + lines[at][lines[at].index(")") + 1 :]
    return Heading.METHOD, "\n".join(lines), number


def two_counts(_texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A second count behind the first."""
    count = chance.choice(["๔๕", "๑๐๐"])
    text = f"ประชาชน จำนวน ๕๐ คน จำนวน {count} คน"
    return Heading.TARGET_GROUP, text, f"จำนวน ๕๐ คน จำนวน {count} คน"


def budget_words(texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """Baht in words that are not the figures."""
    if "หมื่น" not in texts[Heading.BUDGET]:
        return None
    text = texts[Heading.BUDGET].replace("หมื่น", chance.choice(["พัน", "แสน"]), 1)
    return Heading.BUDGET, text, text


def period(_texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A period in a year that is not the plan's."""
    wrong = chance.choice(["๒๕๖๘", "๒๕๖๖"])
    return Heading.PERIOD, f"ปีงบประมาณ พ.ศ. {wrong}", wrong


def percent(_texts: dict[Heading, str], chance: random.Random) -> Mistake | None:
    """A percentage that cannot be, or said twice over."""
    wrong = chance.choice(["ร้อยละ ๑๒๐", "จำนวนร้อยละ ๘๐", "ร้อยละ ๘๐ เปอร์เซ็นต์"])
    return Heading.OUTCOMES, f"ผู้เข้าร่วมมีความเข้าใจ {wrong}", wrong


KINDS: dict[str, Plant] = {
    "ข้อความตัวอย่างที่ค้างไว้": placeholder,
    "ชื่อหน่วยงานสะกดผิด": own_name,
    "คำของ อปท. ประเภทอื่น": other_type,
    "เลขข้อซ้ำหรือข้าม": numbering,
    "จำนวนเป้าหมายสองจำนวน": two_counts,
    "ตัวหนังสือไม่ตรงจำนวนเงิน": budget_words,
    "ปีของระยะเวลาไม่ใช่ปีของแผน": period,
    "ร้อยละที่เป็นไปไม่ได้หรือซ้ำซ้อน": percent,
    "สระหรือวรรณยุกต์ซ้อน": doubled_mark,
    "คำถูกตัดด้วยวรรค": broken_word,
    "สระหรือวรรณยุกต์หาย": lost_mark,
    "อักษรคล้ายกัน": look_alike,
}


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a kind were planted and found."""

    planted: int
    found: int


def score(plan: ImportedPlan, plant: Plant, chance: random.Random) -> Score:
    """Plant one mistake at a time and look for it."""
    planted = found = 0
    while planted < TRIES:
        at = chance.randrange(len(plan.details))
        mistake = plant(dict(plan.details[at].texts), chance)
        if mistake is None:
            continue
        planted += 1
        heading, text, wrong = mistake
        details = list(plan.details)
        texts = {**details[at].texts, heading: text}
        details[at] = replace(details[at], texts=texts)
        findings = judge(replace(plan, details=tuple(details)))
        found += any(
            finding.project == at + 1
            and finding.field == HEADERS.label(heading)
            and finding.found
            and (
                finding.found in wrong
                or wrong in finding.found
                or _meet(finding, wrong)
            )
            for finding in findings
        )
    return Score(planted, found)


def _meet(finding: Finding, wrong: str) -> bool:
    """Whether the end of one is the beginning of the other."""
    one, other = finding.found, wrong
    return any(
        one.endswith(other[:size]) or other.endswith(one[:size])
        for size in range(1, min(len(one), len(other)))
    )


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    plan = clean_plan()
    alarms = [f for f in judge(plan) if f.severity is not Severity.INFO]
    yield f"| {'mistake planted':<40} | planted | found | share |"
    yield "| --- | --- | --- | --- |"
    for name, plant in KINDS.items():
        result = score(plan, plant, random.Random(2569))  # noqa: S311 - the same each run
        share = Decimal(100 * result.found) / result.planted
        yield f"| {name} | {result.planted} | {result.found} | {share:.0f} % |"
    yield f"\nFalse alarms (error or warning) on the clean plan: {len(alarms)}"
    start = time.process_time()
    judge(plan)
    yield f"One validation of 16 projects: {1000 * (time.process_time() - start):.0f} ms"


def main() -> None:
    """Print the table."""
    for line in lines():
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
