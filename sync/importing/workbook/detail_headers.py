"""Which heading a column's header is of, whatever an office calls it.

It is read by its words (``plan/heading_words.py``); what the table itself has columns of
is none beside it, and one cell may tell outputs and outcomes.
"""

from collections.abc import Mapping

from sync.importing.results import is_joint, results_in
from sync.model.plan import Heading
from sync.plan.header_words import read_header
from sync.plan.heading_words import is_apart, read_heading_of_column
from sync.plan.labels import Headers


def heading_of_column(title: str, headers: Headers) -> Heading | None:
    """Return the heading that a column's texts stand under; ``None`` for none of ours."""
    known = headers.find("details", title)
    if known and known != "name":
        return Heading(known)
    return None if headers.find("apart", title) else read_heading_of_column(title)


def heading_beside_table(title: str, headers: Headers) -> Heading | None:
    """Return the same for a column of the table of projects.

    What reads like one of its own is none: another year's budget, or another's.
    """
    spelt = headers.find("details", title)
    if read_header(title) and not spelt:
        return None
    return heading_of_column(title, headers)


def said_in_cell(
    title: str, text: str, headers: Headers
) -> tuple[Mapping[Heading, str], str]:
    """Return what a cell of a column says under which heading, and the rest of it.

    Outputs and outcomes stand in one cell where the column is of both, or of indicators.
    """
    if heading := heading_beside_table(title, headers):
        return {heading: text}, ""
    return results_in_column(title, text, headers)


def results_in_column(
    title: str, text: str, headers: Headers
) -> tuple[Mapping[Heading, str], str]:
    """Return outputs and outcomes in a cell of a column for both, and the rest of it."""
    if is_joint(title) or headers.find("apart", title) or is_apart(title):
        return results_in(text)
    return {}, text
