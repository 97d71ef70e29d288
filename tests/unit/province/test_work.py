"""One process of a province: it plans while it is the one who does, else it helps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from sync.errors import Stopped
from sync.province import work
from sync.province.places import ProvincePaths
from sync.province.values import ProvinceSettings
from sync.worker.shutdown import Stopping


class Rounds(Stopping):
    """Is asked to stop after so many rounds."""

    left = 4

    def sleep(self, seconds: float) -> None:
        """Go on at once; ``seconds`` are nobody's."""
        del seconds
        self.left -= 1
        if not self.left:
            raise Stopped


def test_who_plans_no_more_asks_google_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    turns = iter([True, True, False, True])

    @contextmanager
    def only_planner() -> Iterator[Callable[[], bool]]:
        yield lambda: next(turns)

    @contextmanager
    def listening(*_: object) -> Iterator[None]:
        said.append("asks")
        try:
            yield
        finally:
            said.append("asks no more")

    nothing = SimpleNamespace(forget_old=lambda _now: None)
    here = SimpleNamespace(
        workers=SimpleNamespace(only_planner=only_planner),
        mend=lambda: True,
        tend=lambda _now: said.append("plans"),
        tend_bound=lambda _now: said.append("helps"),
        engine=nothing,
        records=nothing,
    )
    monkeypatch.setattr(work, "at_work", lambda *_: nullcontext(here))
    monkeypatch.setattr(work, "listening", listening)

    with pytest.raises(Stopped):
        work.run(ProvincePaths(tmp_path), ProvinceSettings(), Rounds(), lambda *_: None)

    assert said == [
        *("asks", "plans", "plans", "asks no more"),
        *("helps", "asks", "plans", "asks no more"),
    ]
