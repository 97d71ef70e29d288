"""What this machine is called among those that share a province."""

import os
import re
import secrets
import socket
from contextlib import suppress

from sync.province.places import ProvincePaths
from sync.storage.files import make_folder, replace_file


def this_machine(paths: ProvincePaths) -> str:
    """Return the name, which is made once and kept in the province's folder.

    A folder that was copied to another machine has the file, and not the name: with
    that goes the number that the file system knows the folder by.
    """
    make_folder(paths.folder.resolve())
    place = str(os.stat(paths.folder).st_ino)  # noqa: PTH116  on Windows it alone has one
    with suppress(FileNotFoundError, ValueError):
        name, known = paths.machine.read_text("ascii").split()
        if known == place:
            return name
    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().lower())[:30].strip("-")
    name = f"{host or 'machine'}-{secrets.token_hex(3)}"
    replace_file(paths.machine, f"{name} {place}\n".encode())
    return name
