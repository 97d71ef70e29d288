"""Taking a multipart body apart: ``multipart/related``, and ``form-data`` alike."""

import base64
import binascii
import re
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import HTTP

from emulator.web import drive_error


def split(body: bytes, content_type: str) -> list[tuple[str, bytes]]:
    """Return the type and the bytes of each part.

    Raises:
        ApiError: there is no boundary, or the body does not hold to it.
    """
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str):
        raise drive_error(400, "badContent", "Missing boundary in multipart body.")
    line = (
        rb"(?:\A|\r?\n)--"
        + re.escape(boundary.encode())
        + rb"(?:--)?[ \t]*(?=\r?\n|\Z)"
    )
    pieces = re.split(line, body)
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> tuple[str, bytes]:
    """Read the headers of a part; it begins with the end of the boundary's line."""
    piece = re.sub(rb"\A\r?\n", b"", piece)
    if match := re.match(rb"\A\r?\n", piece):
        headers, content = b"", piece[match.end() :]
    else:
        headers, separator, content = _at_blank_line(piece)
        if not separator:
            raise drive_error(400, "badContent", "Malformed multipart body.")
    known = BytesHeaderParser(policy=HTTP).parsebytes(headers)
    if str(known.get("content-transfer-encoding", "")).lower() == "base64":
        content = _decoded(content)
    return str(known.get("content-type", "")), content


def _at_blank_line(piece: bytes) -> tuple[bytes, bytes, bytes]:
    match = re.search(rb"\r?\n\r?\n", piece)
    if match is None:
        return piece, b"", b""
    return piece[: match.start()], match[0], piece[match.end() :]


def _decoded(content: bytes) -> bytes:
    try:
        return base64.b64decode(content)
    except binascii.Error as error:
        raise drive_error(400, "badContent", "Malformed multipart body.") from error
