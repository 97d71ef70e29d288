"""An office's settings: ``office.toml`` as frozen values, all problems at once."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sync.errors import ConfigError
from sync.headers import CONFIG

Digits = Literal["thai", "arabic"]


def rule_codes(path: Path = CONFIG / "rules.toml") -> frozenset[str]:
    """Give the codes of all rules."""
    return frozenset(tomllib.loads(path.read_text("utf-8")))


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentSettings(_Section):
    """How the document writes digits."""

    text_digits: Digits = "thai"
    table_digits: Digits = "arabic"


class MailSettings(_Section):
    """Who mail comes from."""

    sender_name: str = "ระบบแผนปฏิบัติการป้องกันการทุจริต"
    sender: str = Field(default="plan@example.com", pattern=r"^[^@\s,]+@[^@\s,]+$")


class CycleSettings(_Section):
    """How patient a cycle is."""

    attempts: int = Field(default=3, ge=1, le=10)


class Settings(_Section):
    """Everything an office can set; a missing line means the default."""

    language: Literal["th", "en"] = "th"
    document: DocumentSettings = DocumentSettings()
    mail: MailSettings = MailSettings()
    cycle: CycleSettings = CycleSettings()
    rules: dict[str, Literal["error", "warning", "info", "off"]] = {}

    @field_validator("rules")
    @classmethod
    def _of_rules_there_are(cls, chosen: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(chosen) - rule_codes())
        if unknown:
            raise ValueError(f"no such rule: {', '.join(unknown)}")
        return chosen


def load_settings(path: Path) -> Settings:
    """Read an office's settings; no file means every default.

    Raises:
        ConfigError: the file cannot be read as TOML, or settings in it are wrong.
    """
    if not path.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, [str(error)]) from error
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise ConfigError(path, problems) from error


class Frame(_Section):
    """One of the NACC's frames: its years (Buddhist) and its dimensions' names."""

    first_year: int
    last_year: int
    dimensions: tuple[str, str, str, str]


def load_frames(path: Path = CONFIG / "frames.toml") -> tuple[Frame, ...]:
    """Read the frames that ship with the worker, the newest first."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return tuple(Frame.model_validate(frame) for frame in raw["frame"])


def dimension_names(
    frames: tuple[Frame, ...], fiscal_year: int | None
) -> tuple[str, str, str, str]:
    """Name the four dimensions for a fiscal year; the newest frame when in doubt."""
    for frame in frames:
        if fiscal_year and frame.first_year <= fiscal_year <= frame.last_year:
            return frame.dimensions
    return frames[0].dimensions
