"""Files that were damaged, or made to hurt, brought in; ``python -m tests.attack`` runs them."""

import os
import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest

from sync.adapters.local import libreoffice
from sync.errors import WorkerError
from sync.wiring.bringing import read_source
from tests.attack.against import TIME, Strikes, strikes
from tests.unit.importing.exports import EXPORT, save_as_word
from tests.unit.importing.workbooks import books

__all__ = ["strikes"]

LONGEST = 30
"""Seconds that reading one file may take."""
MOST_MEMORY = 1_500_000
"""Kilobytes that this process may ever have taken."""
BOOKS = dict(books())

Wound = Callable[[bytes, random.Random], bytes]


def flip(content: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        hurt[chance.randrange(len(hurt))] = chance.randrange(256)
    return bytes(hurt)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def in_a_part(content: bytes, chance: random.Random) -> bytes:
    """Change a part within, so that the archive itself is whole."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _torn(part, chance) if name == chosen else part)
    return made.getvalue()


def _torn(part: bytes, chance: random.Random) -> bytes:
    if not part:
        return b"<"
    start = chance.randrange(len(part))
    end = min(len(part), start + chance.randint(1, 200))
    piece = part[start:end]
    hurts = (
        b"",
        piece * chance.randint(2, 50_000),
        bytes(reversed(piece)),
        b"9" * chance.randint(1, 400),
        b"<a>" * chance.randint(1, 10_000),
        b"&lt;!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    )
    return part[:start] + chance.choice(hurts) + part[end:]


def without_a_part(content: bytes, chance: random.Random) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        lost = chance.choice(old.namelist())
        for name in old.namelist():
            if name != lost:
                new.writestr(name, old.read(name))
    return made.getvalue()


WOUNDS: tuple[Wound, ...] = (flip, cut, in_a_part, without_a_part)


def workbook(folder: Path, chance: random.Random) -> bytes:
    name = chance.choice(list(BOOKS))
    return BOOKS[name].save(folder / "whole.xlsx").read_bytes()


def document(folder: Path, _: random.Random) -> bytes:
    save_as_word(EXPORT, folder / "whole.docx")
    return (folder / "whole.docx").read_bytes()


def open_document(folder: Path, chance: random.Random) -> bytes:
    """Return an .odt as far as its archive goes; LibreOffice is not asked to open it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", document(folder, chance))
    return made.getvalue()


@pytest.mark.parametrize("wound", WOUNDS)
@pytest.mark.parametrize("make", [workbook, document, open_document])
def test_no_file_does_more_than_be_read_or_refused(
    make: Callable[[Path, random.Random], bytes],
    wound: Wound,
    tmp_path: Path,
    strikes: Strikes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libreoffice, "find_libreoffice", lambda: None)
    until = TIME.share(1)
    seed = int(os.environ.get("ATTACK_SEED", "0"))
    source = tmp_path / "ของเรา.xlsx"
    while time.monotonic() < until or not strikes.held:
        chance = random.Random(f"{make.__name__} {wound.__name__} {seed}")  # noqa: S311
        content = wound(make(tmp_path, chance), chance)
        source.write_bytes(content)
        began = time.monotonic()
        try:
            plan = read_source(str(source), None, tmp_path)
        except WorkerError:
            pass
        else:
            assert "root:" not in str(plan), seed
        assert time.monotonic() - began < LONGEST, seed
        assert getrusage(RUSAGE_SELF).ru_maxrss < MOST_MEMORY, seed
        assert source.read_bytes() == content
        strikes.held += 1
        seed += 1
