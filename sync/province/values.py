"""A province's settings: ``province.toml`` as frozen values, all problems at once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from sync.settings.parts import SettingsPart, Unusable
from sync.settings.values import MailSettings

HERE = "here"
"""The lane of offices that no pool signs in for: those in folders, or with own keys."""
SICK = "sick"
"""The lane of offices that were too slow or fail again and again."""

_NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"


def _database(typed: str) -> str:
    """Let pass what may be the address of a database of PostgreSQL's, and nothing at all."""
    if not typed:
        return typed
    try:
        parts = urlsplit(typed)
        named = bool(parts.path.strip("/")) and parts.port != 0
        # behind another @ a part of a password would be taken for the host, and shown
        named = named and parts.netloc.count("@") < 2
    except ValueError:
        raise Unusable("no_database") from None
    # of what follows a sign of the password's own, the rest would be shown as a name
    misread = typed.count("@") > 1 or "password=" in parts.query
    if parts.scheme != "postgresql" or not named or misread or re.search(r"\s", typed):
        raise Unusable("no_database")
    return typed


class Pool(SettingsPart):
    """One account of Google's, and the offices whose sheets are shared with it.

    ``offices`` are names of folders, with * for any letters. ``reads`` and ``writes``
    are requests to Sheets a minute, somewhat below what Google grants. ``address`` is
    that of an emulator on this machine, in place of Google.
    """

    name: Annotated[str, Field(pattern=_NAME)]
    key_file: Path
    offices: tuple[str, ...] = ("*",)
    reads: int = Field(default=57, ge=1, le=100_000)
    writes: int = Field(default=57, ge=1, le=100_000)
    address: str = ""

    @model_validator(mode="after")
    def _not_a_lane_of_ours(self) -> Self:
        if self.name in {HERE, SICK}:
            raise Unusable("pool_reserved", name=self.name)
        return self


class OwnSheet(SettingsPart):
    """A Google Sheet of the province's own; ``pool`` names whose key opens it, else the first's."""

    spreadsheet: Annotated[str, Field(min_length=1)]
    pool: str = ""


class TellSettings(SettingsPart):
    """Whom to tell how the province is, and when.

    ``alike``: so many offices that fail alike are told at once, if they are one in
    twenty as well.
    """

    to: tuple[Annotated[str, Field(pattern=r"^[^@\s,]+@[^@\s,]+$")], ...] = ()
    digest: time = time(6, 30)
    alike: int = Field(default=5, ge=2, le=10_000)


class ProvinceSettings(SettingsPart):
    """Everything a province can set; a missing line means the default.

    Nights begin at ``night`` and are spread over ``hours``; ``slots`` visits are made
    at once, and ``sick_slots`` besides for offices that are known to be slow. A visit
    over ``visit_seconds`` of its own is ended, and one over ``memory_mb`` fails.
    ``look_minutes`` is how often each office is looked at by day; 0 is never. With
    ``look = "feed"`` Google is asked what changed in place of reading each sheet.
    ``registry`` is a list of offices, ``board`` shows how each is. ``database`` is where
    several machines have in common what else is files of one.
    """

    language: Literal["th", "en"] = "th"
    night: time = time(1)
    hours: float = Field(default=4, gt=0, le=12)
    slots: int = Field(default=4, ge=1, le=64)
    sick_slots: int = Field(default=1, ge=1, le=16)
    visit_seconds: float = Field(default=300, ge=5, le=3600)
    memory_mb: int = Field(default=2048, ge=512, le=65_536)
    look: Literal["read", "feed"] = "read"
    look_minutes: int = Field(default=10, ge=0, le=1440)
    quiet_seconds: int = Field(default=30, ge=5, le=600)
    project_reads: int = Field(default=285, ge=1, le=100_000)
    project_writes: int = Field(default=285, ge=1, le=100_000)
    database: Annotated[str, AfterValidator(_database)] = ""
    pools: tuple[Pool, ...] = Field(default=(), alias="pool")
    mail: MailSettings = MailSettings()
    tell: TellSettings = TellSettings()
    registry: OwnSheet | None = None
    board: OwnSheet | None = None
    _listed: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _opened_by_a_pool(self) -> Self:
        for own in filter(None, (self.registry, self.board)):
            if self.pool_named(own.pool) is None:
                raise Unusable("unknown_pool", name=own.pool)
        return self

    @model_validator(mode="after")
    def _each_pool_once(self) -> Self:
        for name, times in Counter(pool.name for pool in self.pools).items():
            if times > 1:
                raise Unusable("same_pool", name=name)
        if self.mail.way == "gmail":
            raise Unusable("no_gmail_here")
        return self

    def pool_of(self, office: str) -> Pool | None:
        """Return the pool of an office: as listed, else the first that takes its name."""
        if listed := self._listed.get(office):
            return self.pool_named(listed)
        takes = (pool for pool in self.pools if _takes(pool.offices, office))
        return next(takes, None)

    def pool_named(self, name: str) -> Pool | None:
        """Return the pool of a name; the first for none."""
        return next((it for it in self.pools if name in {it.name, ""}), None)

    def as_listed(self, pools: Mapping[str, str]) -> Self:
        """Return the same, with the pools' names that a list of offices gives them."""
        settings = self.model_copy()
        settings._listed = dict(pools)  # noqa: SLF001  our own
        return settings

    @property
    def lanes(self) -> Sequence[str]:
        """Every lane in which visits wait, a queue each."""
        return (HERE, *(pool.name for pool in self.pools), SICK)

    @property
    def has_password(self) -> bool:
        """Whether the settings hold a secret: nobody but their owner may read them then."""
        return bool(urlsplit(self.database).password)

    @property
    def share(self) -> int:
        """How many visits of one lane are made at once: no pool that waits takes all."""
        return min(self.slots // (len(self.pools) + 1) + 1, self.slots)


def _takes(patterns: Sequence[str], office: str) -> bool:
    return any(fnmatchcase(office, pattern) for pattern in patterns)
