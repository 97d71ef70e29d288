"""Tags of a template that are none, for a brace is missing or of another kind.

jinja2 prints them as they stand, so the plan's readers would be the first to see
``{ office }``. Text in braces that looks like no name of ours is text.
"""

import re

from jinja2 import TemplateSyntaxError

from sync.thai.spaces import even_spaces

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN, _SHUT, _PERCENT = "{｛﹛︷", "}｝﹜︸", "%％"
_NAME = r"[A-Za-z_][\w.]*(?:\s*\|\s*\w+(?:\([^{}]*\))?)*"
_WORDS = r"(?:if|elif|for|set|else|endif|endfor|endset)\b[^{}｛｝]*"
_STRAY = re.compile(
    rf"[{_OPEN}]\s*[{_OPEN}]?\s*[{_PERCENT}]?[-\s]*(?:{_NAME}|{_WORDS})"
    rf"[-\s]*[{_PERCENT}]?\s*[{_SHUT}]\s*[{_SHUT}]?"
)
_NOT_SHOWN = re.compile(r"<(style|script)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ENDS = re.compile(rf"\{{\{{|\}}\}}|\{{%|%\}}|[{_OPEN[1:]}]{{2}}|[{_SHUT[1:]}]{{2}}")


def stray_tag(text: str) -> str:
    """Return the first text that was meant to be a tag, or nothing."""
    left = even_spaces(_TAG.sub("\0", text))
    found = _STRAY.search(left) or _ENDS.search(left)
    return found[0].strip() if found else ""


def stray_tag_of_page(source: str) -> str:
    """Return the first such text of a page.

    Styles and scripts have braces of their own.
    """
    return stray_tag(_NOT_SHOWN.sub("", source))


def what_it_lacks(tag: str) -> str:
    """Return what is wrong with such a text."""
    return (
        f"“{tag}” ต้องมีวงเล็บปีกกา {{{{ }}}} หรือ {{% %}} ครบทั้งสองข้าง"
        " · is no tag: a brace is missing or of another kind"
    )


def refuse_stray(tag: str) -> None:
    """Refuse a template with such a text.

    Raises:
        TemplateSyntaxError: there is one; says what is wrong with it.
    """
    if tag:
        raise TemplateSyntaxError(what_it_lacks(tag), 0)
