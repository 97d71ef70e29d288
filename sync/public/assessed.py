"""The page from which a clerk answers assessors: each item, ready to be copied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sync import __version__
from sync.documents.assessed_view import AnswerView, AssessedView
from sync.messages import Words
from sync.model.chain import canonical, code_of
from sync.model.documents import Template
from sync.model.public import digest_of
from sync.plan.text import printable
from sync.public.editions import Edition
from sync.public.oit import Answer, Item
from sync.thai.dates import long_date


def page_name(year: int, words: Words) -> str:
    """Return the name of the file that a year's page is in."""
    return f"{words.say('oit.file', year=str(year))}.html"


def view_items(
    year: int, items: Sequence[Item], finished: Sequence[Edition], words: Words
) -> AssessedView:
    """Return what a year's page says before anybody asks an address.

    The same items give the same page, on whatever day.

    Args:
        year: that in which assessors look.
        items: of that year.
        finished: all versions that were finished; the last names the office.
        words: Thai.
    """
    last = max(finished, key=lambda each: each.number, default=None)
    lacking = sum(1 for each in items if each.missing)
    count = {"count": str(lacking), "all": str(len(items))}
    return AssessedView(
        title=words.say("oit.title", year=str(year)),
        office=printable(last.office) if last else "",
        summary=words.say("oit.summary" if lacking else "oit.summary_none", **count),
        items=tuple(_view(each, words) for each in items),
    )


def _view(item: Item, words: Words) -> AnswerView:
    setting, current = item.setting, item.current
    return AnswerView(
        item=setting.item,
        title=setting.title,
        year=str(setting.document_year),
        has=words.say("oit.has" if item.has else "oit.has_not"),
        is_there=item.has,
        version=words.say(
            "oit.version",
            version=str(current.version),
            date=long_date(current.as_of),
            code=current.short_code,
        )
        if current
        else "",
        address=item.address,
        path=setting.path,
        missing=item.missing,
    )


def with_answers(
    view: AssessedView,
    answers: Sequence[Answer | None],
    asked: datetime,
    words: Words,
) -> AssessedView:
    """Return a page with what each item's address answered, and when that was."""
    when = {"date": long_date(asked.date()), "time": f"{asked:%H.%M}"}
    items = tuple(
        replace(item, answers=answer.in_words(words), opens=answer.opens)
        if answer
        else item
        for item, answer in zip(view.items, answers, strict=True)
    )
    return replace(view, items=items, asked=words.say("oit.asked", **when))


def made_of(view: AssessedView, template: Template) -> str:
    """Return the code of all that a page is made of, but for what addresses answer."""
    plain = replace(
        view,
        asked="",
        items=tuple(replace(each, answers="", opens=False) for each in view.items),
    )
    return code_of(canonical([__version__, digest_of(template.content), repr(plain)]))
