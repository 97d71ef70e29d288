"""The files of the public folder in a night: of what they are made, and their PDFs.

A PDF is made once a version, and taken from the folder after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sync import __version__
from sync.cycle.services import PublicPlace, Services
from sync.model.chain import Chained, canonical, code_of
from sync.model.documents import Document, Template
from sync.model.progress import Reason, State
from sync.model.public import Looked, digest_of
from sync.ports import PdfMaker
from sync.public.editions import Edition, editions_in
from sync.public.shown import Shown

_PDF = "public pdf {code}"
"""The name of the note of what a version's PDF was made."""
_PAGES = ("web/plan.html", "web/report.html", "web/index.html", "web/notice.html")
_PAPERS = ("plan.docx", "report.docx")


class TemplatesOfNight:
    """Templates as they are this night, each read once."""

    def __init__(self, services: Services) -> None:
        self._read = services.templates.read
        self._known: dict[str, Template] = {}

    def read(self, name: str) -> Template:
        """Return a template by its name."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]


def made_of_what(
    services: Services,
    place: PublicPlace,
    shown: Sequence[Shown],
    templates: TemplatesOfNight,
) -> str:
    """Return the code of all that the folder is made of: the same, and it stays."""
    wants_pdf = services.settings.document.pdf and place.pdf is not None
    names = (*_PAGES, *(_PAPERS if wants_pdf else ()))
    parts = [
        __version__,
        services.ledger.chain.head(),
        services.settings.public.model_dump_json(),
        str(services.settings.public.keeps_on(services.clock.now().date())),
        services.settings.document.model_dump_json(),
        *(digest_of(templates.read(name).content) for name in names),
        digest_of(place.schema),
        *(repr(replace(each, current=None, before=())) for each in shown),
        *(it.code for each in shown if (it := each.current)),
    ]
    return code_of(canonical(parts))


def make_files(
    services: Services,
    place: PublicPlace,
    shown: Sequence[Shown],
    templates: TemplatesOfNight,
    looked: Looked,
) -> tuple[Mapping[str, bytes], Sequence[str]]:
    """Return all files, and the names of PDFs that could not be made."""
    # takes long to load, and most nights change nothing
    from sync.public.printing import (  # noqa: PLC0415
        Press,
        paper_of,
        paper_parts,
        view_of,
    )
    from sync.public.site import Printed, Site  # noqa: PLC0415

    headers, settings = services.reference.headers, services.settings

    def label(word: State | Reason) -> str:
        section = "states" if isinstance(word, State) else "reasons"
        return headers.write(section, word)

    editions = editions_in(services.ledger.chain.links())
    press = Press(
        template=templates.read,
        settings=settings.document,
        label=label,
        words=services.sheet_words,
        plans=[each for each in editions if each.document is Chained.PLAN],
        problems="problems" not in settings.public.hide,
    )
    printed, lacking = {}, []
    for edition in _seen(shown):
        view, pdf = view_of(edition, press), None
        if settings.document.pdf:
            made_of = code_of(canonical(paper_parts(edition, press)))
            pdf = _pdf_there(services, place, edition, made_of, looked)
            # a machine that prints nothing leaves what another has printed
            if pdf is None and place.pdf is not None:
                paper = paper_of(edition, view, press)
                pdf = _printed(services, place.pdf, edition, made_of, paper)
                if pdf is None:
                    lacking.append(edition.dated_name)
        printed[edition.code] = Printed(view, pdf)
    code = services.ledger.chain.head()
    site = Site(shown, printed, press, settings.public, place.schema, code)
    return site.files(), lacking


def _seen(shown: Sequence[Shown]) -> Sequence[Edition]:
    """Return the versions whose files stand in the folder."""
    return [
        edition
        for each in shown
        if each.current
        for edition in (each.current, *each.earlier)
    ]


def _pdf_there(
    services: Services,
    place: PublicPlace,
    edition: Edition,
    made_of: str,
    looked: Looked,
) -> bytes | None:
    """Return a version's PDF that is in the folder, if it is made of the same."""
    name, note = f"{edition.dated_name}.pdf", _PDF.format(code=edition.code)
    there = looked.ours.get(name)
    if there and services.ledger.notes.read(note) == f"{made_of} {there}":
        return place.folder.read(name)
    return None


def _printed(
    services: Services,
    maker: PdfMaker,
    edition: Edition,
    made_of: str,
    paper: Document,
) -> bytes | None:
    """Print a version, and note of what; ``None`` where that cannot be done now."""
    made = maker.make(paper, "")
    if made:
        note = _PDF.format(code=edition.code)
        services.ledger.notes.write(note, f"{made_of} {digest_of(made)}")
    return made
