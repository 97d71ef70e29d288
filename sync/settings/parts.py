"""What parts of the settings have in common: how they are read, and what some can be."""

import re
from datetime import date, datetime
from ipaddress import ip_address
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sync.thai.dates import from_cell, parse_date


class Unusable(ValueError):
    """A setting, or several together, that cannot be used; its sentence stands in the messages."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


_LABEL = r"[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*\.?", re.ASCII)


def host_name(typed: str) -> str:
    """Let pass what may be the name of a machine, or its number."""
    if not (_is_number(typed) or _is_name(typed)):
        raise Unusable("no_host")
    return typed


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_name(host: str) -> bool:
    try:
        return _HOST.fullmatch(host.encode("idna").decode()) is not None
    except UnicodeError:  # a label that is empty, or too long
        return False


_WEB = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?:\[(?P<number>[^\s\]]+)\]|(?P<name>[^\s/?#@:\[\]]+))"
    r"(?::(?P<port>[0-9]{1,5}))?(?:[/?#]\S*)?"
)


def _web_address(typed: str) -> str:
    """Let pass what may be an address on the web, and nothing at all."""
    if not typed:
        return typed
    parts = _WEB.fullmatch(typed)
    known = parts and (
        _is_number(parts["number"]) if parts["number"] else _is_name(parts["name"])
    )
    if not parts or not known or not 0 < int(parts["port"] or 1) <= 65535:
        raise Unusable("no_address")
    return typed


WebAddress = Annotated[str, AfterValidator(_web_address)]


class SettingsPart(BaseModel):
    """One part of the settings: frozen, and nothing in it may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


BuddhistYear = Annotated[int, Field(ge=2500, le=2700)]


def day(typed: object) -> object:
    """Read a day of the Buddhist or the Christian era; TOML knows but the latter."""
    if isinstance(typed, date) and not isinstance(typed, datetime):
        return from_cell(typed)
    return (parse_date(typed) or typed) if isinstance(typed, str) else typed
