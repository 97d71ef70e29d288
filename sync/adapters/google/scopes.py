"""What the worker asks Google to be allowed: never more than the work needs.

``drive.file`` would be narrower than ``drive``, but covers only files that the
worker itself made or that a person picked in its window; the office's document is
neither: a person made it and shared it.

``gmail.readonly`` is for one question, whether a message that went unanswered was sent
after all. The narrower ``gmail.metadata`` may not search.
"""

_SCOPE = "https://www.googleapis.com/auth/"

SPREADSHEETS = f"{_SCOPE}spreadsheets"
DRIVE = f"{_SCOPE}drive"
SEND_MAIL = f"{_SCOPE}gmail.send"
FIND_MAIL = f"{_SCOPE}gmail.readonly"


def needed_scopes(*, documents: bool, mail: bool) -> tuple[str, ...]:
    """Give the scopes for an office's work.

    ``documents``: they are published through Drive. ``mail``: it leaves by Gmail.
    """
    scopes = [SPREADSHEETS]
    if documents:
        scopes.append(DRIVE)
    if mail:
        scopes += [SEND_MAIL, FIND_MAIL]
    return tuple(scopes)
