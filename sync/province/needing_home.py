"""Which offices only their home machine can visit, and why."""

from collections.abc import Iterator
from enum import StrEnum

from sync.errors import WorkerError
from sync.paths import OfficePaths
from sync.province.standing import has_own_key
from sync.province.values import ProvinceSettings
from sync.settings.office_file import load_settings
from sync.settings.values import Settings


class Reason(StrEnum):
    """What an office has on its home machine alone."""

    SETTINGS = "settings"
    """Nobody knows, for they are broken."""
    WORKBOOK = "workbook"
    POOL = "pool"
    """A sign-in of its own, or none: no pool's key that each machine has."""
    DOCUMENTS = "documents"
    PUBLIC = "public"
    SECRETS = "secrets"
    """Passwords, or addresses that hold some, in files of its folder."""
    HOOKS = "hooks"
    """Programs of its own."""


def reason_of(office: OfficePaths, province: ProvinceSettings) -> Reason | None:
    """Return why no other machine can visit an office; ``None`` if any can."""
    try:
        settings = load_settings(office.settings)
    except WorkerError:
        return Reason.SETTINGS
    return next(_reasons(office, settings, province), None)


def _reasons(
    office: OfficePaths, settings: Settings, province: ProvinceSettings
) -> Iterator[Reason]:
    google = settings.google
    if google is None:
        yield Reason.WORKBOOK
        return
    if has_own_key(google, office.folder) or not province.pool_of(office.folder.name):
        yield Reason.POOL
    if not google.folder:
        yield Reason.DOCUMENTS
    if settings.public.folder:
        yield Reason.PUBLIC
    if _has_secret_files(settings):
        yield Reason.SECRETS
    if settings.hooks.any_command:
        yield Reason.HOOKS


def _has_secret_files(settings: Settings) -> bool:
    smtp = settings.mail.smtp
    files = [it.addresses_file for it in settings.notify.groups.values()]
    if smtp and smtp.username and not smtp.password_variable:
        files.append(smtp.password_file)
    return any(it is not None and not it.is_absolute() for it in files)
