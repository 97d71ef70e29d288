"""An archive is opened within bounds, whatever it says of itself."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from sync.storage.archives import (
    MOST_PARTS,
    TEMPLATE,
    WORD,
    WORKBOOK,
    ArchiveTooLarge,
    Limits,
    list_archive,
    open_archive,
)

LIMITS = Limits(unpacked=3 * 2**20, xml=2**20, tags=1_000)
FOR_NOTHING = b"\0" * 2**20


def packed(**parts: bytes) -> bytes:
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def refused(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(ArchiveTooLarge) as caught:
        open_archive(content, limits)
    return str(caught.value)


def test_what_is_within_bounds_is_opened_whole() -> None:
    content = packed(text=b"<a/>" * 1_000, picture=b"\x89PNG" + b"<" * 5_000)

    with open_archive(content, LIMITS) as archive:
        assert archive.namelist() == ["text", "picture"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a": FOR_NOTHING * 2, "b": FOR_NOTHING + b"x"}, "it has more than 3 MB"),
        ({"a": b"<" + b"x" * 2**20}, "a has more than 1 MB"),
        ({"a": b"<a/>" * 1_001}, "it has more than 1,000 tags"),
        ({"a": b"<a/>" * 501, "b": b"<a/>" * 500}, "it has more than 1,000 tags"),
    ],
)
def test_what_is_more_is_refused(parts: dict[str, bytes], said: str) -> None:
    assert refused(packed(**parts)) == said


@pytest.mark.parametrize(
    "begins",
    [
        *(b"", b"\xef\xbb\xbf", b" \r\n\t", b" " * 2**20),
        *("\ufeff".encode("utf-16-le"), "\ufeff".encode("utf-16-be"), b"\0", b"\0\0\0"),
    ],
)
def test_xml_is_known_however_it_begins_and_whatever_it_is_called(
    begins: bytes,
) -> None:
    limits = replace(LIMITS, xml=LIMITS.unpacked)

    assert refused(packed(picture=begins + b"<a/>" * 1_001), limits) == (
        "it has more than 1,000 tags"
    )


@pytest.mark.parametrize("limits", [WORKBOOK, WORD, TEMPLATE])
def test_a_list_of_too_many_parts_is_not_read(limits: Limits) -> None:
    content = packed() + b"PK\x01\x02" * (MOST_PARTS + 1)

    assert refused(content, limits) == "it has more than 5,000 parts"
    with pytest.raises(ArchiveTooLarge, match="5,000 parts"):
        list_archive(content)


def test_a_part_that_hides_its_size_is_damaged() -> None:
    content = bytearray(packed(a=b"x" * 100_000))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")

    with pytest.raises(zipfile.BadZipFile):
        open_archive(bytes(content), LIMITS)
