"""What the worker uses of Google's answers, by Google's own names.

Whatever else an answer has is of no concern. What has a default may be absent.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A text is a text and a number a number, else it is no answer of Google's."""

    model_config = ConfigDict(strict=True)


class Identified(Shape):
    """Something with an id."""

    id: str


class Permission(Shape):
    """Somebody who may open a file."""

    type: str
    emailAddress: str = ""
    domain: str = ""
    deleted: bool = False


class _User(Shape):
    me: bool = False
    displayName: str = ""


class _Capabilities(Shape):
    canEdit: bool = True
    canAddChildren: bool = False


class _Restriction(Shape):
    readOnly: bool = False
    reason: str = ""


class Folder(Shape):
    """What is asked of a folder."""

    name: str = ""
    driveId: str = ""
    capabilities: _Capabilities = _Capabilities()


class File(Folder):
    """A file in Drive."""

    id: str
    mimeType: str
    webViewLink: str = ""
    modifiedTime: str = ""
    trashed: bool = False
    appProperties: dict[str, str] = {}
    lastModifyingUser: _User = _User()
    contentRestrictions: list[_Restriction] = []
    permissions: list[Permission] = []


class Files(Shape):
    """Files that were found: a list even where there are none."""

    files: list[File]
    incompleteSearch: bool = False


class Page(Shape):
    """A page of a longer list."""

    nextPageToken: str = ""


class _Comment(Shape):
    resolved: bool = False
    deleted: bool = False


class Comments(Page):
    """Comments in a file."""

    comments: list[_Comment]


class _DriveApproval(Shape):
    status: str = ""
    createTime: str = ""


class DriveApprovals(Shape):
    """Approvals of a file; without any, not even a list."""

    items: list[_DriveApproval] = []


class Permissions(Page):
    """Who may open a file."""

    permissions: list[Permission]


class Drafts(Shape):
    """Drafts of mail; without any, not even a list."""

    drafts: list[Identified] = []
    resultSizeEstimate: int = 0


class _Header(Shape):
    name: str
    value: str


class _Payload(Shape):
    headers: list[_Header] = []


class _Message(Shape):
    payload: _Payload = _Payload()


class Draft(Shape):
    """A draft with its headers."""

    message: _Message = _Message()


class _Person(Shape):
    emailAddress: str


class About(Shape):
    """Who is signed in."""

    user: _Person


class _Properties(Shape):
    title: str
    timeZone: str = ""


class Titled(Shape):
    """A spreadsheet's name and zone."""

    properties: _Properties


class Changed(Shape):
    """That a spreadsheet was changed."""

    spreadsheetId: str


class Token(Shape):
    """A token, or one for somebody acted for, which is called otherwise."""

    access_token: str = ""
    id_token: str = ""
    refresh_token: str = ""
    scope: str = ""
    expires_in: Annotated[int, Field(strict=False, ge=0, le=10**8)] = 0
    accessToken: str = ""
    expireTime: str = ""


class Edited(Shape):
    """A file that somebody changed."""

    id: str
    modifiedTime: str = ""
    lastModifyingUser: _User = _User()


class EditedFiles(Page):
    """A page of files that were found."""

    files: list[Edited]


class StartToken(Shape):
    """From when on an account's changes are told."""

    startPageToken: str


class _Change(Shape):
    removed: bool = False
    file: Edited | None = None


class FileChanges(Page):
    """A page of an account's changes; the last says how to go on."""

    changes: list[_Change]
    newStartPageToken: str = ""
