"""The text files that people write: settings, words, keys, passwords, templates."""

from pathlib import Path

from sync.errors import NoFile

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NotUtf8(ValueError):
    """A text in another encoding; says so, with what to do about it."""

    def __init__(self) -> None:
        super().__init__("ไม่ใช่ UTF-8 ให้บันทึกเป็น UTF-8 · not UTF-8, save it as UTF-8")


def read_people_text(path: Path) -> str:
    """Read a text file as people save one; a mark at its beginning is no part of it.

    Raises:
        OSError: the file cannot be read.
        NoFile: it is a pipe or a device, which may never end.
        NotUtf8: it is in another encoding, such as UTF-16 or TIS-620.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise NoFile(path)
    return decode_people_text(path.read_bytes())


def decode_people_text(content: bytes) -> str:
    """Decode what such a file holds.

    Raises:
        NotUtf8: it is in another encoding, such as UTF-16 or TIS-620.
    """
    if content.startswith(_UTF_16_MARKS) or b"\0" in content:
        raise NotUtf8
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8 from None  # its exception holds the content, perhaps a key
    return text.replace("\r\n", "\n").replace("\r", "\n")
