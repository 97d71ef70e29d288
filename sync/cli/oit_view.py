"""What assessors will look for, as a person at a terminal or a program reads it."""

import json

from sync.cli.terminal import Terminal
from sync.public.oit import Answer, Item
from sync.wiring.assessing import Assessment


def show_assessment(found: Assessment, shown: Terminal) -> None:
    """Show each item: whether it is there, where, how one gets there, what is missing."""
    say = shown.words.say
    if not found.items:
        shown.line(say("oit.none", year=str(found.year)))
        return
    for item, answer in found.items:
        _show_item(item, answer, shown)
    if not all(item.address and item.setting.path for item, _ in found.items):
        shown.line(say("oit.hint"))


def _show_item(item: Item, answer: Answer | None, shown: Terminal) -> None:
    say, setting = shown.words.say, item.setting
    named = {"item": setting.item, "title": setting.title}
    head = say("oit.head", year=str(setting.document_year), **named)
    has = say("oit.has" if item.has else "oit.has_not")
    shown.line(f"{head}\t{has}", style="bold")
    if item.address:
        shown.line(f"\t{say('oit.address', address=item.address)}")
    if setting.path:
        shown.line(f"\t{say('oit.path', path=' → '.join(setting.path))}")
    if answer:
        shown.line(
            f"\t{answer.in_words(shown.words)}", style="" if answer.opens else "red"
        )
    for what in item.missing:
        shown.line(f"\t{say('oit.missing', what=what)}", style="yellow")
    if not item.missing:
        shown.line(f"\t{say('oit.nothing_missing')}")


def assessment_json(found: Assessment) -> str:
    """Return the same for programs."""
    items = [_facts(item, answer) for item, answer in found.items]
    whole = {"year": found.year, "items": items}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _facts(item: Item, answer: Answer | None) -> dict[str, object]:
    setting = item.setting
    return {
        "item": setting.item,
        "title": setting.title,
        "document": setting.document,
        "document_year": setting.document_year,
        "has": item.has,
        "address": item.address,
        "path": list(setting.path),
        "answers": answer.how if answer else None,
        "status": answer.status if answer else None,
        "missing": list(item.missing),
    }
