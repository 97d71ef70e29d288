"""What the pages are printed with."""

import pytest

from tests.pages.pdf import needs_pages


@pytest.fixture(scope="session")
def printing() -> None:
    """Skip what asks for it where nothing can be printed."""
    needs_pages()
