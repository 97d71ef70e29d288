"""Settings as they stand in a file: an office's ``office.toml``, or another's."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sync.errors import ConfigError, SettingsLost, StorageError
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.settings.parts import SettingsPart
from sync.settings.problems import problems_of
from sync.settings.values import Settings
from sync.storage.files import storing
from sync.storage.texts import NotUtf8, read_people_text
from sync.storage.toml import toml_problem

_S = TypeVar("_S", bound=SettingsPart)


def load_settings(path: Path) -> Settings:
    """Read an office's settings; a new office without a file has every default.

    Raises:
        SettingsLost: there is no file, where the worker has been at work already.
        ConfigError: the file is no TOML, or settings in it are wrong.
        StorageError: it cannot be read.
    """
    try:
        return read_settings(path, Settings)
    except StorageError as stop:
        if isinstance(stop.__cause__, FileNotFoundError):
            if OfficePaths(path.parent).has_been_worked_at:
                raise SettingsLost(path) from None
            return Settings()
        raise


def read_settings(path: Path, kind: type[_S]) -> _S:
    """Read a file of settings of a kind.

    Raises:
        ConfigError: the file is no TOML, or settings in it are wrong.
        StorageError: it cannot be read.
    """
    try:
        with storing(path):
            text = read_people_text(path)
    except NotUtf8 as error:
        raise ConfigError(path, [str(error)]) from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [toml_problem(error, text)]) from error
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        words = load_words(_language(raw))
        problems = problems_of(error, words, path.name, text)
        raise ConfigError(path, problems) from error


def language_of(path: Path) -> str:
    """Return the language that settings ask for, whatever else is wrong with them."""
    try:
        return _language(tomllib.loads(read_people_text(path)))
    except (OSError, ValueError, StorageError):
        return "th"


def _language(raw: Mapping[str, object]) -> str:
    return "en" if raw.get("language") == "en" else "th"
