"""Documents as Google Docs, whose links never change.

The plan goes into the blank document that a person made and shared: an account that
owns nothing can do no more. It goes there only while that is blank or bears the plan's
own mark. Everything else goes into a folder of the office's, where
the account can own files there, and is known again by the mark it bears; else to the
worker's own folder.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, Literal

from sync.adapters.google.approvals import is_approved
from sync.adapters.google.drive import (
    GOOGLE_DOC,
    HTML,
    MARK,
    PDF,
    WORD,
    Drive,
    Upload,
    document_link,
    file_id_of,
    pdf_link,
)
from sync.adapters.google.inspecting import Inspector, is_robot
from sync.adapters.google.marks import (
    DIGEST,
    OFFICE,
    SHOWN,
    YEAR,
    is_home_of,
    mark_of,
    marks_of,
    noted_on,
    office_mark,
    shows_clean_of,
)
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.sharing import admit, audience_of, read_audience
from sync.adapters.google.shown import Memory, Shown
from sync.adapters.google.verifying import lost_texts, text_fingerprint
from sync.errors import (
    DocumentForeign,
    DocumentGone,
    DocumentHomeless,
    DocumentOccupied,
    DocumentOfAnother,
    DomainForbids,
    FileWithheld,
    GoogleMissing,
    NotShared,
)
from sync.model.documents import Audience, Before, Document, Kind, Placed, Publication
from sync.ports import Documents

_log = logging.getLogger(__name__)

_CONTENT_TYPES = {Kind.WORD: WORD, Kind.PAGE: HTML, Kind.PDF: PDF}
_NOT_SEEN = (GoogleMissing, NotShared, FileWithheld, DomainForbids)


class GoogleDocuments:
    """Google Docs of one office.

    ``office`` is the spreadsheet's id: the same document of another office is another
    one. ``when_edited`` says what becomes of a document that a person has changed, and
    ``memory`` is this machine's, for what need not be noted on the files.
    """

    def __init__(
        self,
        session: GoogleSession,
        *,
        office: str,
        folder: str | None,
        elsewhere: Documents,
        when_edited: Literal["update", "leave"] = "update",
        memory: Memory | None = None,
    ) -> None:
        self._session = session
        self._drive = Drive(session)
        self._shown = Shown(self._drive, memory if is_robot(session) else None)
        self._inspector = Inspector(session, self._drive, self._shown)
        self._office = office
        self._folder = folder
        self._elsewhere = elsewhere
        self._when_edited = when_edited
        self._audiences: dict[str, Audience] = {}
        self._looked_at: dict[str, Mapping[str, Any]] = {}

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        """Put the document in its home, or in the place its key has always had.

        Raises:
            DocumentRefused: its home is not ours to write to, or there is none.
            GoogleError: Google did not do it.
        """
        home = _home(document.kind, document.home)
        # seen a moment ago with all others, else asked for
        looked_at = self._looked_at.pop(home, None) if home else None
        if there := looked_at or self._at_home(document):
            return self._into_home(there, document, before)
        if self._folder:
            return self._session.persevere(lambda: self._in_folder(document))
        if document.home is not None:
            raise DocumentHomeless(self._session.account)
        return self._elsewhere.publish(document, before)

    def title_at_home(self, document: Document) -> str | None:
        """Return the title of the home that people made; ``None`` if it needs none.

        Nothing is written, and what the ledger may know is not asked.

        Raises:
            DocumentRefused: its home is not ours to write to, or there is none.
            GoogleError: Google did not say.
        """
        if there := self._at_home(document):
            self._inspector.check_writable(there, document_link(str(there["id"])))
            if not is_home_of(document, self._office, noted_on(there), None):
                self._check_blank(there, document)
            return str(there["name"])
        if document.home is not None and not self._folder:
            raise DocumentHomeless(self._session.account)
        return None

    def intact(
        self, published: Sequence[Publication], soon: Collection[str] = ()
    ) -> frozenset[str]:
        """Return the links under which there still is what was published.

        One request tells of all that the office has. What it does not find, or finds as
        it was not put, is asked for by itself.
        """
        ids = {known.link: file_id_of(known.link) for known in published}
        elsewhere = self._elsewhere.intact(
            [known for known in published if not ids[known.link]]
        )
        self._looked_at.clear()
        at_google = [(known, it) for known in published if (it := ids[known.link])]
        wanted = {it for _, it in at_google}
        wanted |= set(filter(None, map(file_id_of, soon)))
        if len(wanted) > 1:
            self._look_at_all(wanted)
        return elsewhere | frozenset(self._intact(at_google))

    def _look_at_all(self, wanted: Set[str]) -> None:
        try:
            found = self._drive.marked(OFFICE, office_mark(self._office), self._folder)
        except _NOT_SEEN as stop:
            _log.warning("documents not seen together code=%s", stop.code)
            return
        self._looked_at |= {it: found[it] for it in wanted & found.keys()}

    def _intact(self, published: Iterable[tuple[Publication, str]]) -> Iterator[str]:
        for known, file_id in published:
            try:
                there = self._looked_at.get(file_id)
                if there is None or not self._inspector.is_as_put(there, known.kind):
                    there = self._looked_at[file_id] = self._drive.get(file_id)
                if self._inspector.is_as_put(there, known.kind):
                    yield known.link
            except _NOT_SEEN as stop:
                # whether that keeps it from its place is seen when it is put there
                _log.warning("document not seen link=%s code=%s", known.link, stop.code)

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        """Return the link a document has or will have, if that can be told unasked."""
        if file_id := _home(kind, home):
            return document_link(file_id)
        return None if self._folder else self._elsewhere.find(key, kind)

    def stands(self, key: str, home: str | None) -> bool:
        """Whether the document of the key is in the home, else in its place."""
        plan = Document(key, "", b"", home=home)
        if _home(plan.kind, home):
            try:
                there = self._at_home(plan)
            except DocumentGone:
                return False
            noted = noted_on(there) if there else {}
            return is_home_of(plan, self._office, noted, None)
        if self._folder:
            return (
                self._drive.find(mark_of(plan, self._office), self._folder) is not None
            )
        return self._elsewhere.stands(key, home)

    def read(self, link: str) -> bytes | None:
        """Return what is in a file on this machine; what is at Google has its link."""
        return None if file_id_of(link) else self._elsewhere.read(link)

    def pdf_link(self, link: str) -> str:
        """Return the address at which Google prints a document as a PDF."""
        file_id = file_id_of(link)
        return pdf_link(file_id) if file_id else ""

    def audience(self, link: str) -> Audience | None:
        """Return who can open a document; ``None`` where the account is not told."""
        if link in self._audiences:
            return self._audiences[link]
        file_id = file_id_of(link)
        return audience_of(self._session, file_id) if file_id else None

    def approved(self, link: str) -> bool:
        """Whether Drive knows that a file was approved."""
        file_id = file_id_of(link)
        return bool(file_id) and is_approved(self._session, str(file_id))

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Let somebody read a document; with ``notify`` Google writes to them."""
        if file_id := file_id_of(link):
            self._audiences.pop(link, None)  # as it was before
            admit(self._session, file_id, address, notify=notify)

    # --- a document that people made ---------------------------------------------

    def _into_home(
        self, there: Mapping[str, Any], document: Document, before: Before | None
    ) -> Placed:
        """Put the document where people want it, if that is blank or its own.

        What shows a plan without errors is not replaced by one with some.
        """
        link = document_link(str(there["id"]))
        self._inspector.check_writable(there, link)
        known = before if before and before.link == link else None
        noted = noted_on(there)
        if not is_home_of(document, self._office, noted, known):
            self._check_blank(there, document)
            return self._fill(there, document)
        held = shows_clean_of(noted, known)
        if held and not document.clean and not self._inspector.is_emptied(there):
            changed = self._inspector.was_seen(there) and (
                not self._inspector.shows_what_was_put(there)
            )
            return Placed(link, updated=False, changed=changed, held=held)
        return self._update(there, document)

    def _at_home(self, document: Document) -> Mapping[str, Any] | None:
        """Return what is under the link that people gave; ``None`` if they gave none."""
        home = _home(document.kind, document.home)
        if home is None:
            if document.home and document.home.strip():
                raise DocumentForeign(document.home)
            return None
        try:
            return self._drive.get(home)
        except GoogleMissing:
            link = document_link(home)
            raise DocumentGone(link, self._session.account) from None

    def _check_blank(self, there: Mapping[str, Any], document: Document) -> None:
        """See that nothing is lost where nobody knows of a document of ours."""
        file_id, noted = str(there["id"]), noted_on(there)
        if self._inspector.has_nothing(file_id):
            return
        link = document_link(file_id)
        if MARK in noted:
            raise DocumentOfAnother(link, document.year, noted.get(YEAR, ""))
        raise DocumentOccupied(link)

    # --- a document of Google's -------------------------------------------------

    def _update(self, there: Mapping[str, Any], document: Document) -> Placed:
        """Put new content into a document of ours; what people did there is kept."""
        link = document_link(str(there["id"]))
        self._inspector.check_writable(there, link)
        kept = ""
        if self._inspector.is_changed(there):
            _log.warning("document changed by a person link=%s", link)
            if self._when_edited == "leave":
                return Placed(link, updated=False, changed=True)
            kept = self._keep(there, document)
        return self._fill(there, document, kept)

    def _fill(
        self, there: Mapping[str, Any], document: Document, kept: str = ""
    ) -> Placed:
        """Put new content into a document, its marks with it, and see that it is there."""
        file_id = str(there["id"])
        link = document_link(file_id)
        # what it showed before goes with it: else our own text would look like an edit
        marks = {**marks_of(document, self._office), SHOWN: None}
        metadata = {"mimeType": GOOGLE_DOC, "appProperties": marks}
        upload = Upload(metadata, document.content, WORD)
        after = self._drive.replace(file_id, upload)
        self._inspector.check_writable(after, link)
        if "permissions" in after:  # files in a shared drive do not bear theirs
            self._audiences[link] = read_audience(after["permissions"])
        return Placed(link, kept=kept, lost=self._verify(file_id, document))

    def _keep(self, there: Mapping[str, Any], document: Document) -> str:
        """Keep what is in the document now, named by when it became so."""
        content = self._drive.export(str(there["id"]), WORD)
        since = "".join(filter(str.isdigit, str(there["modifiedTime"])))[:14]
        key = f"{document.key} ({since})"
        copy = Document(key, document.title, content, year=document.year)
        place = self._in_folder if self._folder else self._elsewhere.publish
        return place(copy).link

    def _verify(self, file_id: str, document: Document) -> tuple[str, ...]:
        shown = self._inspector.text(file_id)
        lost = lost_texts(document.content, shown)
        if lost:
            _log.warning("document shows less than was rendered texts=%d", len(lost))
        digest = marks_of(document, self._office)[DIGEST]
        self._shown.note(file_id, digest, text_fingerprint(shown))
        return lost

    # --- a folder of the office's -----------------------------------------------

    def _in_folder(self, document: Document) -> Placed:
        there = self._drive.find(
            mark_of(document, self._office),
            str(self._folder),
            trashed=document.kind is Kind.WORD,
        )
        if there is None:
            return self._create(document)
        if document.kind is Kind.WORD:
            return self._update(there, document)
        link = str(there["webViewLink"])
        if noted_on(there).get(DIGEST) != document.digest[:32]:
            self._drive.replace(str(there["id"]), self._upload(document))
        return Placed(link)

    def _create(self, document: Document) -> Placed:
        upload = self._upload(document)
        metadata = {**upload.metadata, "parents": [self._folder]}
        made = self._drive.create(Upload(metadata, upload.content, upload.content_type))
        if document.kind is not Kind.WORD:
            return Placed(str(made["webViewLink"]))
        link = document_link(str(made["id"]))
        self._inspector.check_writable(made, link)
        return Placed(link, lost=self._verify(str(made["id"]), document))

    def _upload(self, document: Document) -> Upload:
        content_type = _CONTENT_TYPES[document.kind]
        name, kind = document.title, content_type
        properties = marks_of(document, self._office)
        if document.kind is Kind.WORD:
            kind = GOOGLE_DOC
        else:
            name = f"{document.key}.{document.kind}"
        metadata = {"name": name, "mimeType": kind, "appProperties": properties}
        return Upload(metadata, document.content, content_type)


def _home(kind: Kind, home: str | None) -> str | None:
    return file_id_of(home) if kind is Kind.WORD and home else None
