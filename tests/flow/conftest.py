"""Flows run everywhere, with LibreOffice or without; tests/pages is where it prints."""

from collections.abc import Iterator

import pytest

from tests.fakes import MemoryPdf


@pytest.fixture(autouse=True, scope="package")
def _pdfs_without_libreoffice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.wiring.edges.LibreOfficePdf", MemoryPdf)
        yield
