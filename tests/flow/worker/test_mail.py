"""Mail that cannot leave: said, tried within minutes, and no trouble of the night."""

from dataclasses import replace

from sync.errors import MailSignInRefused
from sync.model.mail import Message
from sync.model.records import CycleKind, Outcome
from sync.ports import Handing, unheard
from sync.settings.values import WatchSettings
from sync.worker.health import Job
from sync.worker.status import status_of
from tests.fakes import MemoryMail
from tests.flow.worker.watching import Watch


class DeadMail(MemoryMail):
    """Mail that does not leave while the server is dead."""

    dead = True

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        if self.dead:
            raise MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")
        super().send(message, draft, handing)


def test_while_no_mail_leaves_the_heartbeat_says_that_somebody_is_needed(
    watch: Watch,
) -> None:
    fails = []
    watch.use(mail=DeadMail())
    health = replace(watch.worker._health, fail=lambda: fails.append(1))
    watch.worker._health = health

    watch.run(hours=30)

    assert fails
    assert watch.beats == 0
    assert not status_of(
        watch.office.ledger, WatchSettings(), watch.office.clock.now(), None
    ).is_well


def test_mail_that_cannot_leave_is_a_trouble_of_mail_and_not_of_the_night(
    watch: Watch,
) -> None:
    mail, ledger = DeadMail(), watch.office.ledger
    watch.use(mail=mail)
    watch.run(hours=20)

    night = ledger.cycles.latest(watch.office.clock.now(), CycleKind.NIGHT)
    assert night is not None
    assert (night.outcome, night.why) == (Outcome.DONE, "")
    trouble = ledger.troubles.of(Job.MAIL)
    assert trouble is not None
    assert trouble.code == "mail_sign_in_refused"
    assert [it.job for it in ledger.troubles.all()] == [Job.MAIL]

    mail.dead = False
    watch.run(hours=48)

    assert ledger.troubles.all() == []
    assert ledger.outbox.waiting() == []


def test_a_night_whose_mail_leaves_ends_the_trouble_of_mail(watch: Watch) -> None:
    troubles = watch.office.ledger.troubles
    health = watch.worker._health
    refused = MailSignInRefused("mail.example.com", "plan", "535 5.7.8 no")

    assert health.note_mail(refused) == 1
    assert health.note_mail(refused) == 2
    assert health.note_mail(None) == 0
    assert health.note_mail(None) is None
    assert troubles.all() == []


def test_what_waits_is_tried_within_minutes_once_the_password_is_changed(
    watch: Watch,
) -> None:
    mail, setup = DeadMail(), ["old"]
    watch.use(mail=mail, mail_setup=lambda: setup[0])
    watch.minutes.at(60 * 20, lambda: setattr(mail, "dead", False))
    watch.minutes.at(60 * 20 + 1, lambda: setup.append(setup.pop() + " and new"))

    watch.run(hours=20.1)

    assert len(mail.delivered) > 0
    assert watch.office.ledger.outbox.waiting() == []


def test_whoever_starts_the_worker_anew_has_what_waits_tried_at_once(
    watch: Watch,
) -> None:
    mail = DeadMail()
    watch.use(mail=mail)
    watch.run(hours=20)
    mail.dead = False

    watch.again().run(hours=0.05)

    assert watch.office.ledger.outbox.waiting() == []
