"""What a province keeps up to date for people: its page, its table, and whom it tells."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sync.messages import Words, load_words
from sync.paths import OfficePaths
from sync.province.listed import as_listed, notices
from sync.province.paused import read_paused
from sync.province.places import ProvincePaths
from sync.province.report import Overview, overview
from sync.province.shown import page, table
from sync.province.told import (
    Teller,
    after_digest,
    alarms,
    digest,
    digest_due,
    read_memory,
    write_memory,
)
from sync.province.values import ProvinceSettings
from sync.province.visits import OfficeState
from sync.storage.files import replace_file
from sync.wiring.edges import mail_of

_EVERY = timedelta(minutes=5)


@dataclass(slots=True)
class Keeper:
    """Writes the page and the table every few minutes, and tells what is to be told."""

    paths: ProvincePaths
    settings: ProvinceSettings
    words: Words = field(init=False)
    _last: datetime | None = None

    def __post_init__(self) -> None:
        """Take the words of the province's language."""
        self.words = load_words(self.settings.language)

    def hear(self, states: Sequence[OfficeState], now: datetime) -> None:
        """Hear how offices stand; once in a while it is written down and told."""
        if self._last is not None and self._last <= now < self._last + _EVERY:
            return
        self._last = now
        self._tell(self.write(states, now))

    def write(self, states: Sequence[OfficeState], now: datetime) -> Overview:
        """Write the page and the table, and return what stands in them."""
        settings, known = as_listed(self.paths, self.settings)
        paused = read_paused(self.paths, self.settings).names
        seen = overview(states, settings, now, paused)
        seen = replace(
            seen, notices=notices((*known.problems, *known.gone), self.words)
        )
        replace_file(self.paths.page, page(seen, self.words).encode())
        replace_file(self.paths.table, table(seen).encode())
        return seen

    def _tell(self, seen: Overview) -> None:
        settings, memory = self.settings.tell, read_memory(self.paths.told)
        mail = mail_of(self.settings.mail, OfficePaths(self.paths.folder), _nothing)
        sender = self.settings.mail.sender
        teller = Teller(self.paths.told, mail, sender, settings)
        events, memory = alarms(seen, settings, memory, self.words)
        for event in events:
            memory = teller.tell(event, memory, seen.now)
        if digest_due(seen, settings, memory):
            event = digest(seen, memory, self.words)
            memory = teller.tell(event, memory, seen.now)
            if not digest_due(seen, settings, memory):
                memory = after_digest(seen, memory)
        write_memory(self.paths.told, memory)


def _nothing() -> None:
    """Go on: nobody asks to stop in the midst of a mail."""
