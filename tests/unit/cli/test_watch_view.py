"""What a person sees of the worker that works by itself."""

import io
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console

from sync.cli.watch_view import WatchView
from sync.errors import WorkbookOpen
from sync.messages import load_words
from sync.worker.health import Job

NOW = datetime(2026, 11, 28, 20, 4)  # noqa: DTZ001  the wall's own
BEGINS = "28 พ.ย. 2569 20:04 น.  เริ่มดูแลแผนที่ office ดูไฟล์แผนทุก 2 นาที กด Ctrl-C เพื่อหยุด"
STOPPED = "28 พ.ย. 2569 20:04 น.  หยุดตามที่สั่งแล้ว เริ่มใหม่ด้วย run.py watch"


class Wall:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW


def seen(*, terminal: bool) -> tuple[WatchView, io.StringIO]:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, highlight=False)
    return WatchView(load_words("th"), Wall(), console), out


def rest(view: WatchView) -> None:
    view.rests(NOW + timedelta(minutes=2), NOW + timedelta(hours=5))


def test_the_last_line_says_what_was_found_and_when_it_looks_again() -> None:
    view, out = seen(terminal=True)

    with view.shown("office", 2):
        view.unchanged()
        rest(view)

    said = "ดูแล้วเมื่อ 20:04 น. ไม่มีอะไรเปลี่ยน · ดูอีกครั้ง 20:06 น. · งานประจำคืน 01:04 น."
    assert said in out.getvalue()
    assert "หยุดตามที่สั่งแล้ว" in out.getvalue()


def test_a_pipe_gets_what_happened_and_no_looks_that_found_nothing() -> None:
    view, out = seen(terminal=False)

    with view.shown("office", 2):
        view.at_work("read")
        view.unchanged()
        rest(view)

    assert out.getvalue().splitlines() == [BEGINS, STOPPED]


def test_a_failure_is_told_once_with_its_cure_and_so_is_its_end() -> None:
    view, out = seen(terminal=False)
    stop = WorkbookOpen(Path("plan.xlsx"), Path("~$plan.xlsx"))

    with view.shown("office", 2):
        for failures in (1, 2, 3):
            view.failed(Job.LOOK, stop, failures)
        view.well_again(Job.LOOK)
        view.well_again(Job.LOOK)

    _, failed, cure, well, _ = out.getvalue().splitlines()
    assert failed.endswith("การดูไฟล์แผนไม่สำเร็จ: มีผู้เปิดไฟล์แผน plan.xlsx อยู่")
    assert "→ บันทึกและปิดไฟล์ก่อน" in cure
    assert well.endswith("การดูไฟล์แผนทำได้แล้ว")


def test_who_looks_on_may_leave() -> None:
    class Closed(io.StringIO):
        def write(self, _text: str, /) -> int:
            raise BrokenPipeError

    console = Console(file=Closed(), force_terminal=False)
    with WatchView(load_words("th"), Wall(), console).shown("office", 2):
        pass
