"""The folder and its places: put right, and out of reach."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import PublicUndelivered, StorageError
from tests.fakes import FixedClock
from tests.flow.public.publishing import files, night


def test_a_file_that_is_gone_is_put_back_and_one_by_hand_left_alone_and_both_told(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    night(office, clock)
    was = files(public)
    (public / "plan-2570.html").rename(public / "แผน.html")
    (public / "plan-2570.csv").write_bytes(b"by hand")

    missing, changed, strange, _ = night(office, clock)

    assert "plan-2570.html" in missing
    assert "plan-2570.csv" in changed
    assert "แผน.html" in strange
    assert files(public) == {**was, "แผน.html": was["plan-2570.html"]}
    (kept,) = (tmp_path / "public-kept").iterdir()
    assert kept.read_bytes() == b"by hand"


class Way:
    """A way that takes the folder, or says why it does not."""

    def __init__(self, name: str = "test", *, closed: bool = True) -> None:
        self.name, self.closed = name, closed
        self.taken: list[Mapping[str, str]] = []

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        if self.closed:
            raise PublicUndelivered(self.name, "closed")
        assert (folder / "index.html").exists()
        self.taken.append(digests)


def test_a_place_out_of_reach_is_told_and_tried_again_and_mail_goes_out_meanwhile(
    office: Services,
) -> None:
    way, other = Way(), Way("other", closed=False)
    assert office.public
    sending = replace(office, public=replace(office.public, ways=(way, other)))

    first = run_cycle(sending)
    assert isinstance(first.refused, PublicUndelivered)
    assert first.messages
    assert len(other.taken) == 1
    way.closed = False
    second, third = run_cycle(sending), run_cycle(sending)

    assert (second.refused, third.refused) == (None, None)
    assert len(other.taken) == 1
    (taken,) = way.taken
    assert taken.keys() >= {"index.html", "plan-2570.html"}


def test_a_folder_that_cannot_be_written_stops_nothing_else(
    office: Services, tmp_path: Path
) -> None:
    (tmp_path / "public").symlink_to(tmp_path / "nowhere")

    made = run_cycle(office)

    assert isinstance(made.public.stop, StorageError)
    assert made.messages
