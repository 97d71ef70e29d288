"""A server's password: from a variable or a file, and never told to anybody."""

import logging
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sync.errors import MailSecretMissing
from sync.storage.texts import NotUtf8, read_people_text

_log = logging.getLogger(__name__)


class Secret(Protocol):
    """Where a password is: in a variable of the environment, or in a file."""

    @property
    def password_variable(self) -> str:
        """The variable's name; empty where it is in a file."""
        ...

    @property
    def password_file(self) -> Path:
        """The file, as of the office's folder."""
        ...


def read_password(
    settings: Secret, folder: Path, environment: Mapping[str, str] = os.environ
) -> str:
    """Return the password for a server.

    Args:
        settings: where it is: a variable of the environment, or a file.
        folder: the office's, in which the file is.
        environment: the variables.

    Raises:
        MailSecretMissing: there is none.
    """
    if settings.password_variable:
        where = settings.password_variable
        password = environment.get(where, "")
    else:
        path = folder / settings.password_file
        where, password = str(path), _first_line(path)
    if not password:
        raise MailSecretMissing(where, "empty")
    return password


def _first_line(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
            _log.warning("others can read the password file path=%s", path)
        return read_people_text(path).partition("\n")[0].strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise MailSecretMissing(str(path), why) from error
    except NotUtf8 as error:
        raise MailSecretMissing(str(path), str(error)) from None
