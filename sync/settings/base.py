"""What every part of the settings is, and how one says that it cannot be used."""

from pydantic import BaseModel, ConfigDict


class Unusable(ValueError):
    """A setting, or several together, that cannot be used; its sentence stands in the messages."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class SettingsPart(BaseModel):
    """One part of the settings: frozen, and nothing in it may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")
