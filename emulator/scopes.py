"""Which scopes a call asks for: any one of them will do."""

import re

_AUTH = "https://www.googleapis.com/auth/"
_MAIL = "https://mail.google.com/"
_FEEDS = "https://spreadsheets.google.com/feeds"


def _scopes(*names: str) -> frozenset[str]:
    return frozenset(name if "/" in name else _AUTH + name for name in names)


_SHEETS_WRITE = _scopes("spreadsheets", "drive", "drive.file", _FEEDS)
_SHEETS_READ = _SHEETS_WRITE | _scopes("spreadsheets.readonly", "drive.readonly")

_DOCS_WRITE = _scopes("documents", "drive", "drive.file")
_DOCS_READ = _DOCS_WRITE | _scopes("documents.readonly", "drive.readonly")

_DRIVE_WRITE = _scopes("drive", "drive.file", "drive.appdata", "drive.scripts")
_DRIVE_METADATA_WRITE = _DRIVE_WRITE | _scopes("drive.metadata")
_DRIVE_APPROVE = _scopes("drive", "drive.file", "drive.metadata")
_DRIVE_CONTENT = _DRIVE_WRITE | _scopes("drive.readonly", "drive.meet.readonly")
_DRIVE_READ = _DRIVE_CONTENT | _scopes("drive.metadata", "drive.metadata.readonly")

_GMAIL_SEND = _scopes("gmail.send", "gmail.compose", "gmail.modify", _MAIL)
_GMAIL_READ = _scopes("gmail.readonly", "gmail.modify", "gmail.metadata", _MAIL)
_GMAIL_DRAFT = _scopes("gmail.compose", "gmail.modify", _MAIL)
_GMAIL_PROFILE = _GMAIL_READ | _scopes("gmail.compose")

PAGES = ("/spreadsheets/", "/document/")
"""Where the editors' own pages are, which have exports."""

# method, path: the first that fits decides
_NEEDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    # the filters of these come in a body, but they are asked for as writers are
    ("GET", r"/v4/", _SHEETS_READ),
    ("", r"/v4/", _SHEETS_WRITE),
    ("GET", r"/v1/documents", _DOCS_READ),
    ("", r"/v1/documents", _DOCS_WRITE),
    ("GET", r"/drive/v\d/files/[^/]+/export", _DRIVE_CONTENT),
    ("GET", r"/drive/v\d/", _DRIVE_READ),
    ("PATCH", r"/drive/v\d/files/[^/]+$", _DRIVE_METADATA_WRITE),
    ("POST", r"/drive/v3/files/[^/]+/approvals", _DRIVE_APPROVE),
    ("POST", r"/drive/v3/(channels/stop|.*/?watch)$", _DRIVE_READ),
    ("", r"/drive/v\d/", _DRIVE_WRITE),
    ("GET", f"({'|'.join(PAGES)})", _SHEETS_READ | _DRIVE_CONTENT),
    ("", r"/(resumable/)?upload/drive/v\d/", _DRIVE_WRITE),
    ("GET", r"/gmail/v1/users/[^/]+/drafts", _GMAIL_DRAFT | _scopes("gmail.readonly")),
    ("", r"/gmail/v1/users/[^/]+/drafts", _GMAIL_DRAFT),
    ("POST", r"/(upload/)?gmail/v1/", _GMAIL_SEND),
    ("", r"/gmail/v1/users/[^/]+/profile", _GMAIL_PROFILE),
    ("", r"/gmail/v1/", _GMAIL_READ),
)

ALL = (
    _SHEETS_READ
    | _DOCS_READ
    | _DRIVE_READ
    | _DRIVE_METADATA_WRITE
    | _GMAIL_SEND
    | _GMAIL_READ
)
"""Every scope that anything here asks for."""


def needed(method: str, path: str, *, content: bool = False) -> frozenset[str] | None:
    """Return the scopes of which a call needs one; ``None`` where no sign-in is needed.

    ``content`` says that a file's bytes are asked for, not its metadata.
    """
    method = "GET" if method == "HEAD" else method
    for wanted_method, pattern, scopes in _NEEDS:
        if wanted_method in {"", method} and re.match(pattern, path):
            return scopes & _DRIVE_CONTENT if content else scopes
    return None


def is_known(scope: str) -> bool:
    """Whether Google would know a scope."""
    return scope.startswith(_AUTH) or scope in {
        _MAIL, _FEEDS, "https://docs.google.com/feeds", "openid", "email", "profile",
    }  # fmt: skip
