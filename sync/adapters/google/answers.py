"""Answers of Google's: no larger than is good for this machine, and as they should be.

A spreadsheet takes ten million cells of fifty thousand letters, and anybody who may
edit it can fill them. So an answer is read in pieces, unpacked as it comes, and left
where it grows beyond all measure.

What comes with a good status need not be Google's: a proxy, or the page of a network
that wants a sign-in, answers in its place. So what is used of an answer is looked at
before it is used.
"""

import json
import traceback
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel, ValidationError
from requests import Response

from sync.adapters.google.refusals import thing_of
from sync.errors import GoogleRefused, SheetTooLarge, UnexpectedAnswer, WorkerError

LARGEST = 32 * 2**20
"""Bytes of an answer: a plan of two thousand projects takes some fifteen million."""

MOST_PARTS = 2_000_000
"""How many ``{`` an answer may have: each becomes an object, and cells take several."""

_PIECE = 2**16

_NOT_AS_IT_SHOULD_BE = (
    *(LookupError, TypeError, ValueError, AttributeError, ArithmeticError),
    *(RecursionError, zipfile.BadZipFile, zlib.error, SyntaxError, EOFError),
)
"""What comes of reading something that is other than it should be."""


def read_within(response: Response) -> None:
    """Read the answer, which was asked for as a stream.

    Raises:
        SheetTooLarge, GoogleRefused: it is too large.
    """
    pieces, size, parts = [], 0, 0
    for piece in response.iter_content(_PIECE):
        pieces.append(piece)
        size += len(piece)
        parts += piece.count(b"{")
        if size > LARGEST or parts > MOST_PARTS:
            response.close()
            raise _too_large(response.url)
    # where requests itself keeps what was read of a stream
    response._content = b"".join(pieces)  # noqa: SLF001


def understood(response: Response, shape: type[BaseModel]) -> dict[str, Any]:
    """Return the object that an answer is, if it is of the shape.

    Raises:
        UnexpectedAnswer: it is not.
    """
    with understanding(response.url):
        content: dict[str, Any] = json.loads(response.content)
    hold_to(shape, content, response.url)
    return content


def hold_to(shape: type[BaseModel], content: object, url: str) -> None:
    """Look whether what was answered at an address is of the shape.

    Raises:
        UnexpectedAnswer: it is not.
    """
    try:
        shape.model_validate(content)
    except ValidationError as error:  # its own words quote what is there
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise UnexpectedAnswer(f"{place}: {first['type']}", thing_of(url)) from None


@contextmanager
def understanding(url: str) -> Iterator[None]:
    """Read an answer within: what is other than it should be is one of our stops.

    Raises:
        UnexpectedAnswer: something is.
    """
    try:
        yield
    except WorkerError:
        raise
    except _NOT_AS_IT_SHOULD_BE as error:
        # where, and nothing of what: an exception's words quote the answer
        frames = traceback.extract_tb(error.__traceback__)
        where = frames[-1].name if frames else "?"
        why = f"{type(error).__name__} in {where}"
        raise UnexpectedAnswer(why, thing_of(url)) from error


def header_of(response: Response, name: str) -> str:
    """Return what an answer must have in a header.

    Raises:
        UnexpectedAnswer: it has not.
    """
    headers: Mapping[str, str] = response.headers
    if not headers.get(name):
        raise UnexpectedAnswer(f"no {name}", thing_of(response.url))
    return headers[name]


def _too_large(url: str) -> WorkerError:
    what, most = thing_of(url), f"{LARGEST // 2**20} MB"
    if "/spreadsheets/" in what:
        return SheetTooLarge(what, most)
    return GoogleRefused(what, f"the answer has more than {most}")
