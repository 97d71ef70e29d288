"""Google did not do what we asked."""

from collections.abc import Mapping

from sync.errors.base import WorkerError


class GoogleError(WorkerError):
    """Google did not do what we asked; ``what`` is the thing's address or name."""

    exit_code = 11


class SignInMissing(GoogleError):
    """There is nothing to sign in with; ``where`` is a path or a variable's name."""

    code = "sign_in_missing"
    exit_code = 12

    where: str
    why: str


class SignInRefused(GoogleError):
    """Google does not take the key, or not for the person it is to act for."""

    code = "sign_in_refused"
    exit_code = 12

    account: str
    why: str


class SignInExpired(GoogleError):
    """A person's sign-in has run out, or was withdrawn."""

    code = "sign_in_expired"
    exit_code = 12

    account: str
    why: str


class SignInStale(GoogleError):
    """The office's domain asks for signing in again after some hours."""

    code = "sign_in_stale"
    exit_code = 12

    account: str
    why: str


class AccountGone(GoogleError):
    """The account that we signed in with was deleted, or switched off."""

    code = "account_gone"
    exit_code = 12

    account: str
    why: str


class OfficeFile(GoogleError):
    """The spreadsheet is an Excel file that lies in Drive, and no Google Sheet."""

    code = "office_file"

    what: str


class ClockWrong(GoogleError):
    """The machine's clock is too far off for a signature to be good."""

    code = "clock_wrong"
    exit_code = 12

    why: str


class ScopeMissing(GoogleError):
    """The sign-in does not cover what was asked."""

    code = "scope_missing"
    exit_code = 12

    what: str
    account: str


class ApiDisabled(GoogleError):
    """The API is off in the account's Cloud project; ``link`` switches it on."""

    code = "api_disabled"

    link: str


class NotShared(GoogleError):
    """The account may not see the thing, or not change it."""

    code = "not_shared"

    what: str
    account: str


class GoogleMissing(GoogleError):
    """There is no such thing, or none that the account can see."""

    code = "google_missing"

    what: str
    account: str


class NoStorage(GoogleError):
    """The account cannot own files (a service account never can), or has no room."""

    code = "no_storage"

    account: str


class CellsProtected(GoogleError):
    """Cells that are the worker's own are protected from it; nothing was written."""

    code = "cells_protected"

    what: str
    account: str


class QuotaUsedUp(GoogleError):
    """Google allows no more requests for now."""

    code = "quota"
    exit_code = 13

    why: str


class GoogleUnavailable(GoogleError):
    """Google cannot be reached, or has a failure of its own; ``why`` in short."""

    code = "google_unavailable"
    exit_code = 13

    why: str


class NoNetwork(GoogleUnavailable):
    """This machine is on no network; ``why`` in short."""

    code = "no_network"


class ProxyRefuses(GoogleUnavailable):
    """The proxy that is set on this machine is not there, or does not let us through."""

    code = "proxy_refuses"

    proxy: str


class UnexpectedAnswer(GoogleUnavailable):
    """What came with a good status is no answer of Google's; ``why`` says where.

    A proxy in between, or a network that wants a sign-in first. What was asked for may
    have been done or not.
    """

    code = "unexpected_answer"
    exit_code = 20

    what: str


class SearchIncomplete(GoogleError):
    """Drive did not look everywhere: what was not found may be there all the same."""

    code = "search_incomplete"
    exit_code = 13


class CertificatesMissing(GoogleError):
    """The file is not there that this machine knows good certificates by."""

    code = "certificates_missing"
    exit_code = 12

    why: str


class Unanswered(GoogleError):
    """A change was asked for and no answer came: it may have been made or not."""

    code = "unanswered"
    exit_code = 13

    what: str


class DomainForbids(GoogleError):
    """The administrators of the domain do not let the account do this."""

    code = "domain_forbids"

    what: str
    account: str


class FileWithheld(GoogleError):
    """Google does not hand out what is in a file; ``why`` is the code of its reason."""

    code = "file_withheld"

    what: str
    why: str


class GoogleRefused(GoogleError):
    """Google refused for a reason that has no name here; ``why`` is its code.

    ``says`` are Google's own words, English and for programmers: to tell refusals of
    one code apart, and never shown as a sentence of ours.
    """

    code = "google_refused"

    what: str
    why: str
    says: str = ""

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names."""
        return {"what": self.what, "why": self.why}
