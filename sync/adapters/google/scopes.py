"""What the worker asks Google to be allowed: never more than the work needs.

``drive.file`` would be narrower than ``drive``, but covers only files that the
worker itself made or that a person picked in its window; the office's document is
neither: a person made it and shared it.

``gmail.compose`` is for drafts: to make one, to send it, and to look afterwards whether
it is still there. ``gmail.send`` would be narrower, but makes no drafts, and without
one nobody can tell whether a message that went unanswered was sent. It cannot read
mail.
"""

_SCOPE = "https://www.googleapis.com/auth/"

SPREADSHEETS = f"{_SCOPE}spreadsheets"
DRIVE = f"{_SCOPE}drive"
MAIL = f"{_SCOPE}gmail.compose"


def needed_scopes(*, documents: bool, mail: bool) -> tuple[str, ...]:
    """Return the scopes for an office's work.

    Args:
        documents: they are published through Drive.
        mail: it leaves by Gmail.
    """
    scopes = [SPREADSHEETS]
    if documents:
        scopes.append(DRIVE)
    if mail:
        scopes.append(MAIL)
    return tuple(scopes)
