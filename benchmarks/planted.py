"""Mistakes of many kinds planted in the plans of invented offices.

A generator plants one mistake of its kind at a place drawn by chance, in words drawn by
chance: what a rule finds of them was not listed for it. Found means an error or a
warning in the very cell. ``python -m benchmarks.planted`` prints the table of the
offices held out; with ``--chosen`` that of the others.
"""

import random
import sys
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.mistakes import figures, strangers, wording
from benchmarks.mistakes.planting import Mistake, Plant
from benchmarks.offices import (
    CHOSEN,
    HEADERS,
    HELD_OUT,
    OfficePlan,
    judge,
    load_office,
)
from sync.model.findings import Severity
from sync.model.plan import Heading

TRIES = 40

KINDS: dict[str, Plant] = {
    "หน่วยงานอื่นเป็นผู้รับผิดชอบ": strangers.other_responsible,
    "ชื่อหน่วยงานอื่นประเภทเดียวกัน": strangers.other_named,
    "อำเภอหรือจังหวัดอื่น": strangers.other_place,
    "เว็บไซต์หรืออีเมลของหน่วยงานอื่น": strangers.other_address,
    "ตำแหน่งของหน่วยงานประเภทอื่น": strangers.other_kind,
    "จำนวนคูณกันไม่ได้ยอด": figures.product,
    "จำนวนคนรวมไม่ได้ยอด": figures.people_sum,
    "รายการย่อยรวมไม่ได้ยอด": figures.budget_parts,
    "วันที่ที่ไม่มีอยู่จริง": figures.impossible_day,
    "ปีก่อนค้างในผลผลิตผลลัพธ์": figures.last_year,
    "ตัวเลขหายไป": figures.lost_figure,
    "สองโครงการติดกัน": wording.run_together,
    "ข้อความตัวอย่างที่ค้างไว้": wording.placeholder,
    "คำซ้ำ": wording.doubled_word,
    "เลขข้อซ้ำหรือข้าม": wording.list_number,
    "เลขลำดับโครงการซ้ำหรือข้าม": wording.table_number,
}


def mistakes(
    plan: OfficePlan, plant: Plant, tries: int, seed: int
) -> Iterator[Mistake]:
    """Plant one mistake at a time, always the same ones."""
    chance = random.Random(seed)  # noqa: S311 - the same each run
    made = 0
    for _ in range(10 * tries):
        if made < tries and (mistake := plant(plan, chance)):
            made += 1
            yield mistake


def is_found(mistake: Mistake) -> bool:
    """Whether an error or a warning stands in the very cell."""
    plan, at, heading = mistake
    label = HEADERS.label(heading) if isinstance(heading, Heading) else heading
    return any(
        finding.severity is not Severity.INFO
        and (finding.project == at + 1 or heading == "ลำดับ")
        and finding.field.startswith(label)
        for finding in judge(plan)
    )


def score(
    name: str, plant: Plant, tries: int = TRIES, seed: int = 2570
) -> tuple[int, int]:
    """Return how many of a kind were found in an office's plan, and planted."""
    found = [
        is_found(mistake) for mistake in mistakes(load_office(name), plant, tries, seed)
    ]
    return sum(found), len(found)


def lines(offices: tuple[str, ...], tries: int = TRIES) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| mistake planted | planted | found | share |"
    yield "| --- | --- | --- | --- |"
    all_found = all_planted = 0
    for kind, plant in KINDS.items():
        scores = [score(name, plant, tries) for name in offices]
        found, planted = (sum(column) for column in zip(*scores, strict=True))
        if planted:
            yield f"| {kind} | {planted} | {found} | {Decimal(100 * found) / planted:.0f} % |"
        all_found, all_planted = all_found + found, all_planted + planted
    share = Decimal(100 * all_found) / all_planted
    yield f"| together | {all_planted} | {all_found} | {share:.0f} % |"
    for name in offices:
        alarms = [
            f for f in judge(load_office(name)) if f.severity is not Severity.INFO
        ]
        yield f"\nFalse alarms on the clean plan {name}: {len(alarms)}"


def main() -> None:
    """Print the table."""
    offices = CHOSEN if "--chosen" in sys.argv else HELD_OUT
    for line in lines(offices):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
