"""Notices: one sentence and a link, for those who read a chat sooner than mail.

Nobody's name or address is in one: who reads a chat is known to nobody here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.mail.news import News
from sync.mail.occasions import (
    PlanPublished,
    ReportWhole,
    RoundOver,
    WorkerFailing,
    WorkerRecovered,
)
from sync.messages import Words
from sync.model.mail import Message, Way
from sync.model.plan import Info
from sync.plan.text import printable
from sync.progress.reported import round_title
from sync.settings.telling import NotifySettings, Told


@dataclass(frozen=True, slots=True)
class Room:
    """Where notices are read: by which ``readers``, of which of them what is said."""

    settings: NotifySettings
    readers: Sequence[str]
    words: Words

    def notices_of_plan(
        self, occasion: PlanPublished, news: News
    ) -> tuple[Message, ...]:
        """Say that the plan was published, if that tells anybody anything."""
        if news.is_as_told:
            return ()
        errors = len(news.errors)
        kind = "draft" if errors else "clean"
        sentence = self.words.say(
            f"notices.published_{kind}",
            office=printable(news.plan.info.text(Info.OFFICE)),
            year=str(news.plan.info.fiscal_year or "–"),
            count=str(errors),
        )
        return self._notices("published", occasion.event, sentence, news.link)

    def notices_of_round(
        self, occasion: ReportWhole | RoundOver, news: News
    ) -> tuple[Message, ...]:
        """Say that a round's report is whole, or that it closed while projects wait."""
        stand = news.round(occasion.round)
        whole = isinstance(occasion, ReportWhole)
        if stand is None or whole is bool(stand.waiting):
            return ()
        if whole and stand.is_as_told:
            return ()
        sentence = self.words.say(
            "notices.report" if whole else "notices.round_over",
            office=printable(news.plan.info.text(Info.OFFICE)),
            round=round_title(occasion.round, self.words),
            count=str(len(stand.waiting)),
        )
        told: Told = "report" if whole else "round_over"
        return self._notices(told, occasion.event, sentence, stand.link)

    def notices_of_trouble(
        self, occasion: WorkerFailing | WorkerRecovered, office: str
    ) -> tuple[Message, ...]:
        """Say that the worker needs somebody, or no more; how so, its status tells."""
        told: Told = "recovery"
        facts = {
            "office": printable(office),
            "job": self.words.say(f"worker.job_{occasion.job}"),
        }
        if isinstance(occasion, WorkerFailing):
            told, facts["count"] = "trouble", str(occasion.failures)
        sentence = self.words.say(f"notices.{told}", **facts)
        topic = f"trouble {occasion.job}"
        return self._notices(told, occasion.event, sentence, "", topic)

    def _notices(
        self, told: Told, event: str, sentence: str, link: str, topic: str = ""
    ) -> tuple[Message, ...]:
        content = "\n".join(filter(None, (sentence, link))).encode()
        return tuple(
            Message(
                f"notice {event} {reader}",
                reader,
                sentence,
                content,
                topic or told,
                way=Way.NOTICE,
            )
            for reader in self.readers
            if told in self.settings.groups[reader.partition(" ")[0]].occasions
        )
