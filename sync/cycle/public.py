"""The public folder in a night: what is finished, or approved, is put where all see it.

Decided by what is there now: the chain, the approvals, and the folder itself. A version
is entered as published before anybody can see it; the folder is replaced whole after.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sync.cycle.public_files import TemplatesOfNight, made_of_what, make_files
from sync.cycle.services import PublicPlace, Services
from sync.errors import PublicUndelivered, StorageError, TemplateError, WorkerError
from sync.messages import Words
from sync.model.chain import Chained, code_of
from sync.model.public import Looked, digest_of, listed, read_list
from sync.ports import PublicWay
from sync.public.shown import Shown, shown_to_all
from sync.thai.dates import long_date

_log = logging.getLogger(__name__)

_FILES, _MADE_OF, _SENT = "public files", "public made of", "public sent {way}"
"""Names of notes: what was put last, of what, and what was sent where."""
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class PublicReport:
    """What became of the public folder, in sentences; ``stop`` is why it is not as it should be."""

    said: tuple[str, ...] = ()
    stop: WorkerError | None = None


def put_public(services: Services) -> PublicReport:
    """Have the public folder show what it is to show, and send it on.

    Returns:
        What was done. A trouble of the folder's is no reason to stop anything else.
    """
    place = services.public
    if place is None:
        return PublicReport()
    said: list[str] = []
    try:
        _put(services, place, said.append)
    except (StorageError, TemplateError, PublicUndelivered) as stop:
        _log.warning("the public folder is not as it should be %s", stop)
        return PublicReport(tuple(said), stop)
    return PublicReport(tuple(said))


def see_public(services: Services) -> tuple[Shown, ...]:
    """Return what the public sees, or will see after the next night."""
    ledger = services.ledger
    return shown_to_all(
        ledger.chain.links(),
        ledger.approvals.standing(),
        ledger.approvals.decisions(),
        services.settings.public.publish,
    )


def public_as_it_is(services: Services) -> str | None:
    """Return how the folder is: while that is the same, a night would leave it so.

    ``None`` where a night has something to do there.
    """
    place, notes = services.public, services.ledger.notes
    if place is None:
        return ""
    text = notes.read(_FILES)
    keeps = services.settings.public.keeps_on(services.clock.now().date())
    if not text:
        return str(keeps)  # what is shown first enters the chain
    looked = place.folder.look(read_list(text))
    whole = looked.ours and not looked.changed and not looked.missing
    sent = all(_has_gone(services, way, text) for way in place.ways)
    if not (whole and sent and notes.read(_MADE_OF)):
        return None
    return repr((keeps, looked.strange))


def _put(services: Services, place: PublicPlace, say: Callable[[str], None]) -> None:
    ledger, today = services.ledger, services.clock.now().date()
    known = read_list(ledger.notes.read(_FILES))
    shown = see_public(services)
    if not shown and not known:
        return  # nothing was ever shown
    where, head = services.settings.public.address or "public", ledger.chain.head()
    for each in shown:
        if each.current:
            code = each.current.code
            ledger.chain.note_publication(*_of(each), code, where, today)
    if ledger.chain.head() != head:  # with what was entered just now
        shown = see_public(services)
    looked = place.folder.look(known)
    _tell_what_was_found(looked, services.words, say)
    templates = TemplatesOfNight(services)
    made_of = made_of_what(services, place, shown, templates)
    whole = not looked.changed and not looked.missing and looked.ours
    if not whole or ledger.notes.read(_MADE_OF) != made_of:
        files, lacking = make_files(services, place, shown, templates, looked)
        kept = _kept(services, place, shown, files, looked, say)
        digests = {name: digest_of(content) for name, content in kept.items()}
        if not whole or digests != dict(looked.ours):
            place.folder.put(kept, known)
            say(services.words.say("public.put", path=str(place.folder.folder)))
        ledger.notes.write(_FILES, listed(digests).decode())
        # what could not be printed now is tried again in the next night
        ledger.notes.write(_MADE_OF, "" if lacking else made_of)
        if lacking:
            said = _names(lacking, services.words)
            say(services.words.say("public.no_pdf", names=said))
    _send(services, place, say)


def _of(shown: Shown) -> tuple[Chained, int]:
    return shown.document, shown.year


def _tell_what_was_found(
    looked: Looked, words: Words, say: Callable[[str], None]
) -> None:
    for name, names in (
        ("restored", looked.missing),
        ("kept_aside", looked.changed),
        ("strange", looked.strange),
    ):
        if names:
            say(words.say(f"public.{name}", names=_names(names, words)))


def _names(names: Sequence[str], words: Words) -> str:
    said = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return said
    return words.say("public.and_more", names=said, count=str(more))


def _kept(
    services: Services,
    place: PublicPlace,
    shown: Sequence[Shown],
    files: Mapping[str, bytes],
    looked: Looked,
    say: Callable[[str], None],
) -> Mapping[str, bytes]:
    """Return the files, with those that may not go."""
    from sync.public.standing import as_earlier  # noqa: PLC0415  takes long to load

    settings, words = services.settings.public, services.words
    today = services.clock.now().date()
    known = {
        name
        for each in shown
        for name in (each.name, *(it.edition.dated_name for it in each.before))
    }
    gone = sorted(looked.ours.keys() - files.keys())
    # files of versions that a ledger since lost knew stay under their addresses
    stay = [name for name in gone if name.rpartition(".")[0] not in known]
    if gone and settings.keep_until and settings.keeps_on(today):
        until = long_date(settings.keep_until)
        say(words.say("public.held", date=until, names=_names(gone, words)))
        stay = gone
    # a page that is left without its PDF: links that people have lead nowhere
    taken = [name for name in gone if name not in stay and _page_of(name) in files]
    if taken and not services.settings.document.pdf:
        say(words.say("public.pdf_taken", names=_names(taken, words)))
    there = {name: place.folder.read(name) for name in stay}
    held = {
        name: as_earlier(content) if _is_data(name, known) else content
        for name, content in there.items()
    }
    return {**held, **files}


def _page_of(name: str) -> str:
    """Return the name of the page that a PDF is printed of."""
    stem, _, kind = name.rpartition(".")
    return f"{stem}.html" if kind == "pdf" else ""


def _is_data(name: str, known: Collection[str]) -> bool:
    """Whether a file says for programs how a version stands that is shown no more."""
    stem, _, kind = name.rpartition(".")
    return kind == "json" and stem in known


def _send(services: Services, place: PublicPlace, say: Callable[[str], None]) -> None:
    """Send the folder on, by every way that has not what stands in it.

    Raises:
        PublicUndelivered: by one it did not get to its place; the others were tried.
    """
    notes, stops = services.ledger.notes, list[PublicUndelivered]()
    text = notes.read(_FILES)
    for way in place.ways:
        if _has_gone(services, way, text):
            continue
        try:
            way.deliver(place.folder.folder, read_list(text))
        except PublicUndelivered as stop:
            _log.warning("the public folder was not sent on %s", stop)
            stops.append(stop)
            continue
        notes.write(_SENT.format(way=way.name), code_of(text))
        say(services.words.say("public.delivered", way=way.name))
    if stops:
        raise stops[0]


def _has_gone(services: Services, way: PublicWay, text: str) -> bool:
    """Whether a way has what stands in the folder, by its list."""
    return services.ledger.notes.read(_SENT.format(way=way.name)) == code_of(text)
