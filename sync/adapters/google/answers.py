"""Answers of Google's, read no further than is good for this machine.

A spreadsheet takes ten million cells of fifty thousand letters, and anybody who may
edit it can fill them. So an answer is read in pieces, unpacked as it comes, and left
where it grows beyond all measure.
"""

from requests import Response

from sync.adapters.google.refusals import thing_of
from sync.errors import GoogleRefused, SheetTooLarge, WorkerError

LARGEST = 32 * 2**20
"""Bytes of an answer: a plan of two thousand projects takes some fifteen million."""

MOST_PARTS = 2_000_000
"""How many ``{`` an answer may have: each becomes an object, and cells take several."""

_PIECE = 2**16


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


def _too_large(url: str) -> WorkerError:
    what, most = thing_of(url), f"{LARGEST // 2**20} MB"
    if "/spreadsheets/" in what:
        return SheetTooLarge(what, most)
    return GoogleRefused(what, f"the answer has more than {most}")
