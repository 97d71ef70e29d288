"""Documents are looked at as .docx; where LibreOffice prints them is tests/pages."""

from collections.abc import Iterator

import pytest

from tests.fakes import MemoryPdf


@pytest.fixture(autouse=True, scope="package")
def _pdfs_without_libreoffice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.wiring.edges.LibreOfficePdf", MemoryPdf)
        yield


from tests.google.conftest import contract, drive, pauses, workspace  # noqa: E402, F401
