"""An office's settings as they stand in its ``office.toml``."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from sync.errors import ConfigError, StorageError
from sync.settings.values import Settings
from sync.storage.files import storing
from sync.storage.texts import NotUtf8, read_people_text


def load_settings(path: Path) -> Settings:
    """Read an office's settings; no file means every default.

    Raises:
        ConfigError: the file is no TOML, or settings in it are wrong.
        StorageError: it cannot be read.
    """
    try:
        with storing(path):
            text = read_people_text(path)
    except StorageError as stop:
        if isinstance(stop.__cause__, FileNotFoundError):
            return Settings()
        raise
    except NotUtf8 as error:
        raise ConfigError(path, [str(error)]) from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [str(error)]) from error
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise ConfigError(path, problems) from error
