"""Who is let in at Google is written to once, by Google or by us."""

from dataclasses import replace

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import Stopped, Unanswered
from sync.model.documents import Audience
from tests.fakes import MemoryDocuments
from tests.flow.mailing.letters import ALL, giving_access, heard


def test_asked_to_stop_while_giving_access_it_writes_to_nobody(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = MemoryDocuments()
    documents.shared = Audience(people=frozenset({"admin@example.com"}))

    def stop(*_: object, **__: object) -> None:
        raise Stopped

    monkeypatch.setattr(documents, "admit", stop)
    with pytest.raises(Stopped):
        run_cycle(replace(giving_access(office, "silently"), documents=documents))

    assert office.ledger.outbox.waiting() == []


class Inviting(MemoryDocuments):
    """Google's documents: who is let in is written to, if it is asked for."""

    def __init__(
        self, *, fails: BaseException | None = None, after: bool = True
    ) -> None:
        super().__init__()
        self.shared = Audience(people=frozenset({"admin@example.com"}))
        self.fails, self.after = fails, after

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        fails, self.fails = self.fails, None
        if fails is None or self.after:
            super().admit(link, address, notify=notify)
            assert self.shared is not None
            self.shared = Audience(people=self.shared.people | {address})
        if fails:
            raise fails


def test_whom_google_invites_is_written_to_once(office: Services) -> None:
    documents = Inviting()

    run_cycle(replace(giving_access(office, "notify"), documents=documents))

    assert heard(office, documents) == ALL
    assert len(documents.admitted) == 2
    assert office.ledger.people.invited() == frozenset()


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("ends", [Stopped(), KeyboardInterrupt()])
def test_whom_google_invites_is_written_to_once_though_the_worker_ended_there(
    office: Services, ends: BaseException, *, after: bool
) -> None:
    documents = Inviting(fails=ends, after=after)
    office = replace(giving_access(office, "notify"), documents=documents)

    with pytest.raises(type(ends)):
        run_cycle(office)
    run_cycle(office)

    assert heard(office, documents) == ALL


def test_whom_google_invites_is_written_to_once_though_it_ended_before_the_record(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = Inviting()
    office = replace(giving_access(office, "notify"), documents=documents)

    def end(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as broken:
        broken.setattr("sync.cycle.night.due_letters", end)
        with pytest.raises(Stopped):
            run_cycle(office)
    run_cycle(office)

    assert heard(office, documents) == ALL


@pytest.mark.parametrize("after", [True, False])
def test_an_invitation_without_an_answer_leaves_nobody_without_mail_or_with_two(
    office: Services, *, after: bool
) -> None:
    documents = Inviting(fails=Unanswered("drive"), after=after)

    run_cycle(replace(giving_access(office, "notify"), documents=documents))

    # the administrator hears of whom it was not given to
    assert heard(office, documents) == [*([] if after else ["admin@example.com"]), *ALL]
