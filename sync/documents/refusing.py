"""Why a template is refused: which stop it is, by what went wrong in a library.

What a library says stands in the stop as well, for those who wrote the template; what
happened and what to do are sentences of ours.
"""

from xml.parsers.expat import ExpatError

from jinja2 import (
    TemplateAssertionError,
    TemplateSyntaxError,
    UndefinedError,
)

from sync.errors import (
    TemplateDamaged,
    TemplateEncoding,
    TemplateError,
    TemplateNameUnknown,
    TemplateTagUnfinished,
    TemplateTooLarge,
)
from sync.storage.archives import ArchiveTooLarge
from sync.storage.texts import NotUtf8


class TagError(Exception):
    """A tag of the template is wrong; says which, and where."""


class TagUnfinishedError(TagError):
    """A tag has a beginning and no end, or the other way round."""


class DamagedError(Exception):
    """The template is no Word document that can be opened."""


_STOPS: tuple[tuple[type[Exception], type[TemplateError]], ...] = (
    (ArchiveTooLarge, TemplateTooLarge),
    (DamagedError, TemplateDamaged),
    (NotUtf8, TemplateEncoding),
    (UndefinedError, TemplateNameUnknown),
    (TemplateAssertionError, TemplateNameUnknown),
    (TagUnfinishedError, TemplateTagUnfinished),
    (TemplateSyntaxError, TemplateTagUnfinished),
    (ExpatError, TemplateTagUnfinished),
)
"""Kinds of failures in the order they are looked for; a filter unknown is a syntax
error to jinja2, and ours are of broken XML once the tags are filled in."""


def refusal(template: str, error: Exception, why: str) -> TemplateError:
    """Return the stop for a failure: of its own kind, or of that which led to it."""
    cause = error.__cause__
    causes = (error, cause) if isinstance(cause, Exception) else (error,)
    for failure, stop in _STOPS:
        if any(isinstance(each, failure) for each in causes):
            return stop(template, why)
    return TemplateError(template, why)
