"""Telling those who look after a province: a digest a day, and at once when many fail alike.

What is told is noted before it is handed over, so nobody is told anything twice.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from sync.errors import MailUnavailable, MessageDelayed, MessageTrouble, WorkerError
from sync.messages import Words
from sync.model.mail import Message
from sync.plan.days import moment_in_words
from sync.ports import Mail
from sync.province.report import Health, Overview, Row
from sync.province.shown import why
from sync.province.values import TellSettings
from sync.storage.files import replace_file

_log = logging.getLogger(__name__)

_ONE_IN = 20
_KEPT = 60
_MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Memory:
    """What was told: events with whom they were told, and who needed somebody then.

    ``alarms`` are codes of which an alarm is on, each with its event.
    """

    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Sequence[str] = ()
    alarms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell; its name stays the same however often it is tried."""

    name: str
    subject: str
    text: str


def read_memory(path: Path) -> Memory:
    """Return what was told; what cannot be read is as nothing."""
    with suppress(OSError, ValueError, TypeError):
        return Memory(**json.loads(path.read_text("utf-8")))
    return Memory()


def write_memory(path: Path, memory: Memory) -> None:
    """Keep what was told."""
    told = dict(list(memory.told.items())[-_KEPT:])
    kept = {
        "told": {name: list(whom) for name, whom in told.items()},
        "before": list(memory.before),
        "alarms": dict(memory.alarms),
    }
    content = json.dumps(kept, ensure_ascii=False, indent=1)
    replace_file(path, content.encode(), private=True)


def digest_due(seen: Overview, settings: TellSettings, memory: Memory) -> bool:
    """Whether somebody is to be told the day's digest yet."""
    told = memory.told.get(_digest(seen), ())
    return seen.now.time() >= settings.digest and not set(settings.to) <= set(told)


def digest(seen: Overview, memory: Memory, words: Words) -> Event:
    """Say how the province is today, and what is new since the digest before."""
    say, need = words.say, seen.need_somebody
    before = frozenset(memory.before)
    fresh = [row for row in need if row.office not in before]
    still = [row for row in need if row.office in before]
    well = sorted(before - {row.office for row in need})
    counts = [f"{say(f'province.{it}')}: {seen.counts[it]}" for it in Health]
    parts = [
        say("province.as_of", when=moment_in_words(seen.now, words)),
        "\n".join(counts),
        *_listed(say("province.digest_new"), [_line(row, words) for row in fresh]),
        *_listed(say("province.digest_still"), [_line(row, words) for row in still]),
        *_listed(say("province.digest_well"), well),
        *_listed(say("province.digest_list"), seen.notices),
    ]
    well_or_listed = "notices" if seen.notices else "digest_well_subject"
    kind = well_or_listed if seen.is_well else "digest_subject"
    subject = say(f"province.{kind}", count=str(len(need)))
    return Event(_digest(seen), subject, "\n\n".join(parts))


def alike(seen: Overview, settings: TellSettings) -> Mapping[str, int]:
    """Return how many offices fail with each code of which many do."""
    failing = Counter(row.code for row in seen.rows if row.health is Health.FAILING)
    least = max(settings.alike, len(seen.rows) / _ONE_IN)
    return {code: number for code, number in failing.items() if number >= least}


def alarms(
    seen: Overview, settings: TellSettings, memory: Memory, words: Words
) -> tuple[Sequence[Event], Memory]:
    """Return what is to be told at once, and the memory with it.

    An alarm is told once; it is over when fewer than half as many fail so.
    """
    many = alike(seen, settings)
    failing = Counter(row.code for row in seen.rows if row.health is Health.FAILING)
    on = {
        code: name
        for code, name in memory.alarms.items()
        if failing[code] * 2 >= settings.alike
    }
    events = []
    for code, number in many.items():
        name = on.setdefault(code, f"alarm {code} {seen.now.isoformat()}")
        about = why(code, words)
        events.append(
            Event(
                name,
                words.say("province.alarm_subject", count=str(number), why=about),
                words.say(
                    "province.alarm",
                    count=str(number),
                    all=str(len(seen.rows)),
                    why=about,
                    code=code,
                ),
            )
        )
    return events, Memory(memory.told, memory.before, on)


def after_digest(seen: Overview, memory: Memory) -> Memory:
    """Return the memory in which the next digest compares with this one."""
    need = tuple(row.office for row in seen.need_somebody)
    return Memory(memory.told, need, memory.alarms)


@dataclass(frozen=True, slots=True)
class Teller:
    """Sends events to everybody who is to be told, and remembers it in a file."""

    path: Path
    mail: Mail
    sender: str
    settings: TellSettings

    def tell(self, event: Event, memory: Memory, now: datetime) -> Memory:
        """Tell everybody who has not been told; who cannot be now is told later."""
        for address in self.settings.to:
            if address in memory.told.get(event.name, ()):
                continue
            noted = _noting(memory, event.name, address)
            write_memory(self.path, noted)
            if self._sent(event, address, now):
                memory = noted
            else:
                write_memory(self.path, memory)
        return memory

    def _sent(self, event: Event, address: str, now: datetime) -> bool:
        """Hand a message over; false where it surely did not leave."""
        try:
            self.mail.send(_message(event, address, self.sender, now))
        except (MailUnavailable, MessageDelayed) as error:
            _log.warning("not told event=%s why=%s", event.name, type(error).__name__)
            return False
        except MessageTrouble as error:
            # refused for good, or taken perhaps: another try would be no better
            _log.warning("not told event=%s why=%s", event.name, type(error).__name__)
        except WorkerError as stop:
            _log.warning("not told event=%s stop=%s", event.name, stop.code)
            return False
        finally:
            self.mail.close()
        return True


def _noting(memory: Memory, event: str, address: str) -> Memory:
    told = {**memory.told, event: [*memory.told.get(event, ()), address]}
    return Memory(told, memory.before, memory.alarms)


def _message(event: Event, address: str, sender: str, now: datetime) -> Message:
    made = EmailMessage(policy=SMTP)
    # the same however often it is tried
    named = hashlib.sha256(f"{event.name}\n{address}".encode()).hexdigest()[:32]
    number = f"<{named}@{sender.rpartition('@')[2]}>"
    made["From"], made["To"], made["Subject"] = sender, address, event.subject
    made["Date"], made["Message-ID"] = format_datetime(now), number
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(event.text)
    return Message(number, address, event.subject, bytes(made), "province")


def _digest(seen: Overview) -> str:
    return f"digest {seen.now.date().isoformat()}"


def _line(row: Row, words: Words) -> str:
    about = why(row.code, words) or words.say(f"province.{row.health}")
    named = f"{row.title} ({row.office})" if row.title else row.office
    return f"{named}: {about}"


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        more = [f"… +{len(lines) - _MOST_NAMED}"] if len(lines) > _MOST_NAMED else []
        named = "\n".join(f"- {line}" for line in [*lines[:_MOST_NAMED], *more])
        yield f"{title} ({len(lines)})\n{named}"
