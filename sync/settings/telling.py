"""Settings of what the worker tells besides mail: commands to call, and notices."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, field_validator

from sync.settings.base import SettingsPart, Unusable

Command: TypeAlias = tuple[Annotated[str, Field(pattern=r"^[^\x00]*$")], ...]
"""A program and what it is given, a word each; no shell reads them."""


class HookSettings(SettingsPart):
    """Commands to call; none where there are no words. ``seconds`` are for one call."""

    after_check: Command = ()
    after_publish: Command = ()
    on_trouble: Command = ()
    on_recovery: Command = ()
    seconds: float = Field(default=60, gt=0, le=600)

    @field_validator("after_check", "after_publish", "on_trouble", "on_recovery")
    @classmethod
    def _with_a_program(cls, words: Command) -> Command:
        if words and not words[0].strip():
            raise Unusable("no_program")
        return words

    @property
    def any_command(self) -> bool:
        """Whether there is anything to call."""
        return any(self.command(hook) for hook in HOOKS)

    def command(self, hook: str) -> Command:
        """Return the words of a hook, by its name."""
        words: Command = getattr(self, hook)
        return words


HOOKS = ("after_check", "after_publish", "on_trouble", "on_recovery")

Told = Literal["published", "report", "round_over", "trouble", "recovery"]
"""What a notice may be about."""


class GroupSettings(SettingsPart):
    """Where one group reads notices, and about what.

    The addresses hold tokens, so they stand in a file of the office's folder, one a
    line, or in a variable of the environment, with spaces between.
    """

    addresses_file: Path | None = None
    addresses_variable: str = ""
    occasions: tuple[Told, ...]

    @property
    def is_used(self) -> bool:
        """Whether anybody is told."""
        return bool(self.addresses_file or self.addresses_variable)


class ExecutivesSettings(GroupSettings):
    """Those who hear of the plan and its reports."""

    occasions: tuple[Told, ...] = ("published", "report", "round_over")


class AdministratorsSettings(GroupSettings):
    """Those who hear that the worker needs somebody."""

    occasions: tuple[Told, ...] = ("trouble", "recovery")


Group = Literal["executives", "administrators"]


class NotifySettings(SettingsPart):
    """Short notices in other ways than by mail. ``seconds`` are for one of them."""

    executives: ExecutivesSettings = ExecutivesSettings()
    administrators: AdministratorsSettings = AdministratorsSettings()
    seconds: float = Field(default=30, gt=0, le=600)

    @property
    def groups(self) -> dict[str, GroupSettings]:
        """The groups that are told anything, by name."""
        both: dict[str, GroupSettings] = {
            "executives": self.executives,
            "administrators": self.administrators,
        }
        return {name: group for name, group in both.items() if group.is_used}
