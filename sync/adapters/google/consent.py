"""A person signs in, once, in a browser; what comes of it is kept in a file.

Google shows the person what the worker asks for, and sends the browser back to a page
that this machine serves for the moment.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from google.auth.exceptions import GoogleAuthError
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error
from requests import RequestException

from sync.adapters.google.answers import understood
from sync.adapters.google.loopback import carrier_to
from sync.adapters.google.session import GoogleSession
from sync.adapters.google.shapes import About
from sync.errors import SignInMissing, UnexpectedAnswer
from sync.net.web import Bounds, bind
from sync.storage.texts import NotUtf8, read_people_text

_ABOUT = "https://www.googleapis.com/drive/v3/about"
_TOKENS = "oauth2.googleapis.com"
_TIME_LIMIT = 300
"""Seconds a person has for it."""
_BOUNDS = Bounds(seconds=60, largest=2**20)


def ask_for_consent(
    client_file: Path, scopes: Sequence[str], *, prompt: str, address: str | None
) -> tuple[str, str]:
    """Open a browser and wait for a person to agree.

    Args:
        client_file: that of an OAuth client of the kind “Desktop app”.
        scopes: what to ask for.
        prompt: printed with the address to open in its ``{url}``, where no browser comes up.
        address: where an emulator listens; ``None`` for Google.

    Returns:
        Whose consent it is, and what to keep of it.

    Raises:
        SignInMissing: the client is none, or nobody agreed.
        GoogleError: Google did not say who it was.
    """
    where = str(client_file)
    try:
        client = json.loads(read_people_text(client_file))
        flow = InstalledAppFlow.from_client_config(client, list(scopes))
    except OSError as error:
        raise SignInMissing(where, error.strerror or "unreadable") from error
    except NotUtf8 as error:
        raise SignInMissing(where, str(error)) from None
    except (ValueError, TypeError, AttributeError):  # its words may quote the file
        raise SignInMissing(where, "not an OAuth client for a desktop app") from None
    bind(flow.oauth2session, lambda: carrier_to(address, _BOUNDS))
    try:
        credentials = flow.run_local_server(
            host="127.0.0.1",
            port=0,
            timeout_seconds=_TIME_LIMIT,
            authorization_prompt_message=prompt,
            prompt="consent",  # else a second sign-in brings no refresh token
        )
    except WSGITimeoutError:
        raise SignInMissing(where, "nobody agreed in five minutes") from None
    except (OAuth2Error, GoogleAuthError, RequestException) as error:
        raise SignInMissing(where, type(error).__name__) from None
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # what the libraries make of an answer that is no token
        raise UnexpectedAnswer(type(error).__name__, _TOKENS) from None
    with GoogleSession(credentials, where, address=address) as session:
        about = session.get(_ABOUT, params={"fields": "user(emailAddress)"})
    account = str(understood(about, About)["user"]["emailAddress"])
    return account, credentials.with_account(account).to_json()
