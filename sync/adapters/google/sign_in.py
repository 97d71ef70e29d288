"""Sign in to Google in the way an office has chosen.

A key is read when it is needed and kept in the credentials alone: nothing here says
what it is, whatever goes wrong.
"""

import json
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import google.auth
from google.auth import impersonated_credentials
from google.auth.credentials import Credentials
from google.auth.exceptions import DefaultCredentialsError
from google.oauth2 import credentials as person
from google.oauth2 import service_account

from sync.errors import SignInMissing
from sync.storage.texts import NotUtf8, read_people_text

Way: TypeAlias = Literal["service_account", "delegated", "user", "default"]

_ANYWHERE = "https://www.googleapis.com/auth/cloud-platform"
"""What an account needs to act for another, whose own scopes are then narrow."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in.

    ``service_account``: with the key in ``key_file``, or in the environment variable
    ``key_variable``. ``delegated``: the same, acting for the person ``subject``.
    ``user``: with a person's ``token_file``. ``default``: without a key, by what the
    machine runs on, and if wanted through the service account ``impersonate``.
    """

    way: Way
    key_file: Path | None = None
    key_variable: str = ""
    subject: str = ""
    token_file: Path | None = None
    impersonate: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Credentials and whose they are; ``account`` is what to share things with.

    ``exposed`` is a file with a secret that others on this machine can read.
    """

    credentials: Credentials
    account: str
    exposed: Path | None = None


def sign_in(
    how: SignIn, scopes: Sequence[str], environment: Mapping[str, str] = os.environ
) -> SignedIn:
    """Return credentials for the scopes; Google is not asked for a token yet.

    Raises:
        SignInMissing: there is no key, or it is none.
    """
    match how.way:
        case "service_account":
            return _with_key(how, scopes, environment, subject=None)
        case "delegated":
            return _with_key(how, scopes, environment, subject=how.subject)
        case "user":
            return _as_person(how, scopes)
        case "default":
            return _as_machine(how, scopes)


class _ServiceAccount(service_account.Credentials):
    """A service account that does not look up where it may be used from.

    google-auth asks for that behind our back, with no time limit, from one more host,
    after the first token; the answer is for customers with regional restrictions.
    """

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


class _Impersonated(impersonated_credentials.Credentials):
    """A service account that somebody acts for; see ``_ServiceAccount``."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def _with_key(
    how: SignIn,
    scopes: Sequence[str],
    environment: Mapping[str, str],
    *,
    subject: str | None,
) -> SignedIn:
    if how.key_variable:
        where, exposed = how.key_variable, None
        key = _json_object(environment.get(how.key_variable, ""), where)
    else:
        path = how.key_file or Path()
        where = str(path)
        key = _json_object(_content(path), where)
        exposed = _if_exposed(path)
    if key.get("type") != "service_account":
        raise SignInMissing(where, "not the key of a service account")
    try:
        credentials = _ServiceAccount.from_service_account_info(  # type: ignore[no-untyped-call]
            key, scopes=list(scopes), subject=subject
        )
    except ValueError:  # its words may quote the key
        raise SignInMissing(where, "the key is incomplete or broken") from None
    return SignedIn(credentials, subject or str(key["client_email"]), exposed)


def _as_person(how: SignIn, scopes: Sequence[str]) -> SignedIn:
    path = how.token_file or Path()
    token = _json_object(_content(path), str(path))
    try:
        credentials = person.Credentials.from_authorized_user_info(  # type: ignore[no-untyped-call]
            token, list(scopes)
        )
    except ValueError:
        raise SignInMissing(str(path), "not a sign-in made by this program") from None
    account = str(token.get("account") or path.name)
    return SignedIn(credentials, account, _if_exposed(path))


def _as_machine(how: SignIn, scopes: Sequence[str]) -> SignedIn:
    try:
        found, _project = google.auth.default(
            scopes=[_ANYWHERE] if how.impersonate else list(scopes)
        )
    except DefaultCredentialsError:
        where = "Application Default Credentials"
        raise SignInMissing(where, "this machine has none") from None
    if not how.impersonate:
        account = getattr(found, "service_account_email", "") or "default"
        return SignedIn(found, account)
    credentials = _Impersonated(  # type: ignore[no-untyped-call]
        found, how.impersonate, list(scopes), subject=how.subject or None
    )
    return SignedIn(credentials, how.subject or how.impersonate)


def _content(path: Path) -> str:
    try:
        return read_people_text(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SignInMissing(str(path), why) from error
    except NotUtf8 as error:
        raise SignInMissing(str(path), str(error)) from None


def _json_object(text: str, where: str) -> dict[str, Any]:
    if not text.strip():
        raise SignInMissing(where, "empty")
    try:
        content = json.loads(text)
    except ValueError:  # its exception holds the whole text
        raise SignInMissing(where, "not JSON") from None
    if not isinstance(content, dict):
        raise SignInMissing(where, "not a JSON object")
    return content


def _if_exposed(path: Path) -> Path | None:
    """Return the path if others can read it; Windows tells that in other ways."""
    readable = stat.S_IRGRP | stat.S_IROTH
    exposed = os.name == "posix" and path.stat().st_mode & readable
    return path if exposed else None
