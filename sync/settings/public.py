"""The settings of what the public sees, of where it goes, and of what assessors ask."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator, model_validator

from sync.settings.parts import (
    BuddhistYear,
    SettingsPart,
    Unusable,
    WebAddress,
    day,
    host_name,
)


class TakerSettings(SettingsPart):
    """A program of the office's own that takes the public folder on; no shell is asked.

    ``timeout`` is in seconds.
    """

    command: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    timeout: float = Field(default=300, gt=0, le=3600)


class GitSettings(SettingsPart):
    """A git repository that the public folder is pushed to, on a branch of its own.

    git signs in as it does for the user who runs the worker; it is never asked for a
    password. ``timeout`` is in seconds.
    """

    remote: str = Field(min_length=1, pattern=r"^[^-\s]\S*$")
    branch: str = Field(default="public", pattern=r"^[A-Za-z0-9_][-A-Za-z0-9_./]*$")
    timeout: float = Field(default=300, gt=0, le=3600)


class WebdavSettings(SettingsPart):
    """A folder on a server that speaks WebDAV, by its ``address``.

    Without a ``username`` nobody signs in. ``timeout`` is in seconds, for each file.
    """

    address: WebAddress = Field(min_length=1)
    username: str = ""
    password_file: Path = Path("public-password.txt")
    password_variable: str = ""
    timeout: float = Field(default=120, gt=0, le=3600)

    @model_validator(mode="after")
    def _no_password_for_all_to_read(self) -> Self:
        place = urlsplit(self.address)
        here = place.hostname in {"localhost", "127.0.0.1", "::1"}
        if self.username and place.scheme != "https" and not here:
            raise Unusable("webdav_plain")
        return self


class FtpsSettings(SettingsPart):
    """A folder on a server that speaks FTP under TLS; plain FTP is never spoken.

    ``timeout`` is in seconds, for each step.
    """

    host: Annotated[str, AfterValidator(host_name)]
    port: int = Field(default=21, ge=1, le=65535)
    folder: str = Field(default="", max_length=500, pattern=r"^[^\r\n]*$")
    username: str = Field(min_length=1, pattern=r"^[^\r\n]+$")
    password_file: Path = Path("public-password.txt")
    password_variable: str = ""
    timeout: float = Field(default=60, gt=0, le=600)


class ItemSettings(SettingsPart):
    """An item that assessors look for in a fiscal ``year``, and what answers it.

    ``document`` is that of ``of_year``: where that is left out, the year before for the
    yearly report, since it looks back, and the year itself for the others. ``path``
    are the clicks from the office's front page, ``address`` another place that the
    office shows the document at.
    """

    year: BuddhistYear
    item: str = Field(min_length=1, max_length=20)
    title: str = Field(min_length=1, max_length=300)
    document: Literal["plan", "report_6", "report_12"]
    of_year: BuddhistYear | None = None
    path: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = ()
    address: WebAddress = ""

    @property
    def document_year(self) -> int:
        """The year of the document that answers it."""
        back = 1 if self.document == "report_12" else 0
        return self.of_year or self.year - back


class PublicSettings(SettingsPart):
    """The folder that the public sees: what stands in it, and the way from there.

    ``publish`` is ``None`` for "approved" where the tab of approvals is used, and
    "finished" elsewhere. ``address`` is that at which everybody sees the folder.
    From ``keep_from`` up to and with ``keep_until`` no file goes from it.
    """

    folder: bool = True
    publish: Literal["approved", "finished"] | None = None
    address: WebAddress = ""
    hide: tuple[Literal["problems"], ...] = ()
    keep_from: date | None = None
    keep_until: date | None = None
    maintainer: str = Field(default="", max_length=200)
    contact: str = Field(default="", max_length=200)
    licence: str = Field(default="", max_length=200)
    git: GitSettings | None = None
    ftps: FtpsSettings | None = None
    webdav: WebdavSettings | None = None
    hook: TakerSettings | None = None
    items: tuple[ItemSettings, ...] = Field(default=(), alias="item")

    @field_validator("keep_from", "keep_until", mode="before")
    @classmethod
    def _as_people_write_days(cls, typed: object) -> object:
        return day(typed)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.keep_from is None) != (self.keep_until is None):
            raise Unusable("keep_half")
        if self.keep_from and self.keep_until and self.keep_until < self.keep_from:
            raise Unusable("keep_reversed")
        return self

    def keeps_on(self, today: date) -> bool:
        """Whether no file may go from the folder on a day."""
        if self.keep_from is None or self.keep_until is None:
            return False
        return self.keep_from <= today <= self.keep_until
