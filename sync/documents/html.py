"""Web page: the plan as one HTML file for the office's web site.

The page is staff's template, evaluated as the Word ones are: in a sandbox, text from
the sheet escaped.
"""

import re

from sync.documents.refusing import refusal
from sync.documents.stray import refuse_stray, stray_tag_of_page
from sync.documents.word import View, context_of, engine, first_line, wrong_line
from sync.model.documents import Template
from sync.settings.values import DocumentSettings
from sync.storage.texts import decode_people_text
from sync.thai.folding import clean, shorten


def render_page(view: View, template: Template, settings: DocumentSettings) -> str:
    """Return the page: the template filled in, always the same text.

    Raises:
        TemplateError: the template is no UTF-8 text, or a tag in it is wrong.
    """
    source = ""
    try:
        # Notepad begins a file with a mark that must not come before <!doctype>
        source = decode_people_text(template.content)
        refuse_stray(stray_tag_of_page(source))
        return engine(settings).from_string(source).render(context_of(view))
    except Exception as error:
        # a template is staff's own code: an expression in it can raise anything
        why = f"{first_line(error)}{_place(error, source)}"
        raise refusal(template.name, error, why) from error


def _place(error: Exception, source: str) -> str:
    """Return the line in which a tag went wrong, by number and as it is written."""
    number, lines = wrong_line(error), _NEW_LINE.split(source)
    if not 1 <= number <= len(lines):
        return ""
    return f" – line {number} “{shorten(clean(lines[number - 1]), 120)}”"


_NEW_LINE = re.compile(r"\r\n|\r|\n")
"""What jinja2 counts as one; ``str.splitlines`` knows more."""
