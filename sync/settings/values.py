"""An office's settings: ``office.toml`` as frozen values, all problems at once."""

import re
import tomllib
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, field_validator, model_validator

from sync.resources import CONFIG
from sync.settings.parts import (
    BuddhistYear,
    SettingsPart,
    Unusable,
    WebAddress,
    day,
    host_name,
)
from sync.settings.public import PublicSettings
from sync.settings.telling import HookSettings, NotifySettings
from sync.thai.dates import buddhist_year

Digits = Literal["thai", "arabic"]


def rule_codes(path: Path = CONFIG / "rules.toml") -> frozenset[str]:
    """Return the codes of all rules."""
    return frozenset(tomllib.loads(path.read_text("utf-8")))


Extra = Literal["summary", "projects", "web"]


class DocumentSettings(SettingsPart):
    """Which documents are made besides the plan, and how all of them look.

    ``font``, ``size`` (points) and ``line_spacing`` (percent) are of running text; what
    is ``None`` is as the template has it. ``address`` is that at which the office shows
    its folder of documents to everybody.
    """

    text_digits: Digits = "thai"
    table_digits: Digits = "arabic"
    new_page_per_project: bool = True
    font: str | None = Field(default=None, min_length=1, max_length=31)
    size: float | None = Field(default=None, ge=6, le=24)
    line_spacing: int | None = Field(default=None, ge=80, le=300)
    also: tuple[Extra, ...] = ("web",)
    pdf: bool = True
    address: WebAddress = ""


SignInWay = Literal["service_account", "delegated", "user", "default"]


_LINK = re.compile(r"^(https://\S+[/=][-\w]{10,}\S*|[-\w]{10,})$")


class GoogleSettings(SettingsPart):
    """The office's things at Google, and who the worker is there.

    Files are looked for in the office's folder. ``address`` is that of an emulator on
    this machine, in place of Google.
    """

    spreadsheet: str = Field(pattern=_LINK)
    sign_in: SignInWay = "service_account"
    key_file: Path = Path("google-key.json")
    key_variable: str = ""
    token_file: Path = Path("google-token.json")
    subject: str = ""
    impersonate: str = ""
    folder: str = Field(default="", pattern=r"^(https://\S+/folders/[-\w]+\S*)?$")
    when_edited: Literal["update", "leave"] = "update"
    give_access: Literal["never", "silently", "notify"] = "never"
    templates: dict[str, str] = Field(default_factory=dict)
    address: str = ""

    @model_validator(mode="after")
    def _for_whom(self) -> Self:
        if self.sign_in == "delegated" and not self.subject:
            raise Unusable("no_subject")
        return self


class SmtpSettings(SettingsPart):
    """The server that mail leaves through.

    Files are looked for in the office's folder. Without a ``username`` the server is
    one that knows this machine. ``timeout`` is in seconds.
    """

    host: Annotated[str, AfterValidator(host_name)]
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["starttls", "tls"] = "starttls"
    username: str = ""
    password_file: Path = Path("smtp-password.txt")
    password_variable: str = ""
    timeout: float = Field(default=60, gt=0, le=600)

    @property
    def port_or_usual(self) -> int:
        """The port, which is by default the one meant for the kind of security."""
        return self.port or {"starttls": 587, "tls": 465}[self.security]


Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]


_ADDRESS = r"^[^@\s,]+@[^@\s,]+$"


class MailSettings(SettingsPart):
    """Who mail comes from and may go to, the way it leaves, and when there is any.

    ``reminders`` are working days before a quarter's end, or that of a round of
    reports. Public holidays are none; ``holidays`` are days off besides, ``workdays``
    public holidays on which the office works.
    """

    sender_name: str = "ระบบแผนปฏิบัติการป้องกันการทุจริต"
    sender: str = Field(default="plan@example.com", pattern=_ADDRESS)
    reply_to: str = Field(default="", pattern=rf"^$|{_ADDRESS}")
    way: Literal["outbox", "smtp", "gmail"] = "outbox"
    smtp: SmtpSettings | None = None
    domains: tuple[Annotated[str, Field(pattern=r"^[^@\s,]+\.[^@\s,.]+$")], ...] = ()
    digest: Literal["weekly", "never"] = "weekly"
    digest_weekday: Weekday = "monday"
    attach_pdf: Literal["when_needed", "always", "never"] = "when_needed"
    attach_most_mb: float = Field(default=5, gt=0, le=20)
    reminders: tuple[Annotated[int, Field(ge=1, le=60)], ...] = (14, 7, 1)
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()

    @property
    def weekday(self) -> int:
        """The digest's day of the week, from 0, Monday."""
        return get_args(Weekday).index(self.digest_weekday)

    @field_validator("holidays", "workdays", mode="before")
    @classmethod
    def _as_people_write_days(cls, days: object) -> object:
        return [day(typed) for typed in days] if isinstance(days, list) else days

    @model_validator(mode="after")
    def _through_what(self) -> Self:
        if self.way == "smtp" and self.smtp is None:
            raise Unusable("no_smtp")
        return self


Months = Literal[6, 12]


class RoundSettings(SettingsPart):
    """When one round of one fiscal year is reported on, in place of the usual days."""

    year: int
    months: Months
    opens: date
    closes: date

    @field_validator("year", mode="after")
    @classmethod
    def _as_people_write_years(cls, typed: int) -> int:
        year = buddhist_year(typed)
        if year is None:
            raise Unusable("no_year", year=str(typed))
        return year

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _as_people_write_days(cls, typed: object) -> object:
        return day(typed)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes < self.opens:
            raise Unusable("closes_first")
        return self


class ReportSettings(SettingsPart):
    """Which rounds of a year are reported on, and when if not on the usual days."""

    rounds: tuple[Months, ...] = (6, 12)
    dates: tuple[RoundSettings, ...] = Field(default=(), alias="round")

    @field_validator("dates")
    @classmethod
    def _each_once(cls, given: tuple[RoundSettings, ...]) -> tuple[RoundSettings, ...]:
        named = Counter((each.year, each.months) for each in given)
        for (year, months), times in named.items():
            if times > 1:
                raise Unusable("same_round", year=str(year), months=str(months))
        return given


class ApprovalSettings(SettingsPart):
    """Who decides on what is put forward, and whether they hear of it.

    ``approvers`` are the addresses of those who alone may edit the cells of decisions,
    where a spreadsheet can guard cells.
    """

    approvers: tuple[Annotated[str, Field(pattern=_ADDRESS)], ...] = ()
    tell_approvers: bool = True


DimensionName = Annotated[str, Field(min_length=1, max_length=200)]


class Frame(SettingsPart):
    """One of the NACC's frames: its years (Buddhist) and its dimensions' names."""

    first_year: BuddhistYear
    last_year: BuddhistYear
    dimensions: tuple[DimensionName, DimensionName, DimensionName, DimensionName]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_year > self.last_year:
            raise Unusable("frame_reversed")
        return self


class WatchSettings(SettingsPart):
    """When the worker looks, works at night, and tells somebody that it cannot.

    ``night`` is a time of day in Thailand. ``heartbeat`` is an address to call after
    each success, ``heartbeat_fail`` one for when somebody is needed. ``failures`` in a
    row are told to the administrators.
    """

    look_minutes: int = Field(default=2, ge=1, le=60)
    quiet_seconds: int = Field(default=30, ge=5, le=600)
    night: time = time(1)
    heartbeat: WebAddress = ""
    heartbeat_fail: WebAddress = ""
    failures: int = Field(default=3, ge=1, le=100)
    backup_days: int = Field(default=30, ge=1, le=3650)


class CycleSettings(SettingsPart):
    """How patient a cycle is."""

    attempts: int = Field(default=3, ge=1, le=10)


class Settings(SettingsPart):
    """Everything an office can set; a missing line means the default.

    ``frames`` are the NACC's that the worker does not know yet.
    """

    language: Literal["th", "en"] = "th"
    document: DocumentSettings = DocumentSettings()
    google: GoogleSettings | None = None
    mail: MailSettings = MailSettings()
    reports: ReportSettings = ReportSettings()
    approval: ApprovalSettings = ApprovalSettings()
    public: PublicSettings = PublicSettings()
    cycle: CycleSettings = CycleSettings()
    watch: WatchSettings = WatchSettings()
    hooks: HookSettings = HookSettings()
    notify: NotifySettings = NotifySettings()
    frames: tuple[Frame, ...] = Field(default=(), alias="frame")
    log: Literal["text", "json"] = "text"
    rules: dict[str, Literal["error", "warning", "info", "off"]] = Field(
        default_factory=dict
    )

    @property
    def tells_others(self) -> bool:
        """Whether anything is told in other ways than by mail."""
        return self.hooks.any_command or bool(self.notify.groups)

    @property
    def secret_variables(self) -> frozenset[str]:
        """The variables of the environment that hold secrets of this office's."""
        named = [each.addresses_variable for each in self.notify.groups.values()]
        named.append(self.google.key_variable if self.google else "")
        named += [
            each.password_variable
            for each in (self.mail.smtp, self.public.ftps, self.public.webdav)
            if each
        ]
        return frozenset(filter(None, named))

    @model_validator(mode="after")
    def _somebody_has_a_mailbox(self) -> Self:
        if self.mail.way == "gmail":
            if self.google is None:
                raise Unusable("no_google")
            if self.google.sign_in == "service_account":
                raise Unusable("no_mailbox")
        return self

    @field_validator("rules")
    @classmethod
    def _of_rules_there_are(cls, chosen: dict[str, str]) -> dict[str, str]:
        # the catalogue is long, and most offices choose nothing
        if chosen and (unknown := sorted(set(chosen) - rule_codes())):
            raise Unusable("no_such_rule", codes=", ".join(unknown))
        return chosen
