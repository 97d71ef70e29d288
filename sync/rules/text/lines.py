"""Where the lines of a text begin and end."""


def line_begin(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of a place ends: before its line feed, or at the text's end."""
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def line_around(text: str, start: int, end: int) -> str:
    """Return the line, or the lines, that a span stands in."""
    return text[line_begin(text, start) : line_end(text, end)]
