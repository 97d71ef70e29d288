"""Templates that staff keep as Google Docs, exported anew at each use."""

from collections.abc import Mapping

from sync.adapters.google.drive import WORD, Drive, file_id_of
from sync.adapters.google.session import GoogleSession
from sync.errors import TemplateLinkWrong
from sync.model.documents import Template
from sync.ports import Templates


class GoogleTemplates:
    """Templates by their links; those without one are found elsewhere."""

    def __init__(
        self, session: GoogleSession, links: Mapping[str, str], elsewhere: Templates
    ) -> None:
        self._drive = Drive(session)
        self._links = links
        self._elsewhere = elsewhere

    def read(self, name: str) -> Template:
        """Return a template as it is now, by a name such as ``plan.docx``.

        Raises:
            TemplateLinkWrong: its link is to no document.
        """
        link = self._links.get(name)
        if not link:
            return self._elsewhere.read(name)
        file_id = file_id_of(link)
        if file_id is None:
            raise TemplateLinkWrong(link, "the link names no document")
        return Template(link, self._drive.export(file_id, WORD))
