"""When the worker looks at the sheet, and answers staff."""

from functools import partial

from sync.model.records import CycleKind
from tests.flow.worker.watching import Watch
from tests.sheets import PROJECTS, place


def test_a_look_at_an_unchanged_sheet_is_one_reading_and_nothing_else(
    watch: Watch,
) -> None:
    watch.run(hours=0.01)
    watch.wire.reads = 0

    watch.again().run(hours=1)

    assert watch.wire.reads == 12
    assert watch.cycles(CycleKind.LOOK) == []
    assert watch.cycles(CycleKind.NIGHT) == ["28 20:00"]


def test_staff_have_their_answer_when_they_have_been_quiet_for_a_while(
    watch: Watch,
) -> None:
    edit = place(f"{PROJECTS}!D3")
    watch.minutes.at(12, lambda: watch.wire.type_in(edit, "สองหมื่น"))

    watch.run(hours=1)

    assert watch.cycles(CycleKind.LOOK) == ["28 20:16"]
    assert watch.status(3) == "ต้องแก้ไข 1 จุด"
    assert watch.mails == 1  # of the night; an answer is no news


def test_nobody_is_interrupted_while_typing(watch: Watch) -> None:
    remark = place(f"{PROJECTS}!I3")
    for half in range(24, 64):
        typing = partial(watch.wire.type_in, remark, f"พิมพ์อยู่ {half}")
        watch.minutes.at(half / 2, typing)

    watch.run(hours=1)

    assert watch.cycles(CycleKind.LOOK) == ["28 20:33"]
