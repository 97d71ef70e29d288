"""What the page says from which a clerk answers assessors of open data.

Every text is finished; a template only prints. Nothing is put into Thai digits: what
stands here is copied into another system.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One item: what is answered there.

    ``has`` is the answer in a word, ``is_there`` the same for a template. ``year`` is
    that of the document, ``version`` names which stands there. ``path`` are the clicks
    from the front page. ``answers`` says what the address answered when it was asked,
    ``opens`` whether that was the document; empty where nobody asked.
    """

    item: str
    title: str
    year: str
    has: str
    is_there: bool
    version: str
    address: str
    path: tuple[str, ...]
    missing: tuple[str, ...]
    answers: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class AssessedView:
    """The page of a year; ``asked`` says when addresses were asked, if they were."""

    title: str
    office: str
    summary: str
    items: tuple[AnswerView, ...]
    asked: str = ""
