"""Changing the text of a document: insert, delete, replace."""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import groupby

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from emulator.docs.layout import (
    Element,
    Letter,
    Paragraph,
    Table,
    laid_out,
    paragraphs,
    units,
)

_STRIPPED = re.compile("[\x00-\x08\x0c-\x1f\ue000-\uf8ff]")
"""What Docs takes out of a text, by its discovery document."""

Moved = Callable[[int, int, int], None]
"""Is told where so many units were taken away and so many put."""


class Refused(Exception):
    """A request of a batch cannot be done; the batch says which one it was."""


class Text:
    """The text of one document's body, which changes in place."""

    def __init__(self, body: Element, moved: Moved) -> None:
        self._body = body
        self._moved = moved

    @property
    def end(self) -> int:
        """Where the body ends."""
        blocks = laid_out(self._body)
        return blocks[-1].end if blocks else 2

    def append(self, text: str) -> None:
        """Insert at the end, before the end of the last paragraph."""
        self.insert(self.end - 1, text)

    def insert(self, index: int, text: str) -> None:
        """Insert at an index; what is inserted looks as what stands before it.

        Raises:
            Refused: no paragraph is there.
        """
        if index >= self.end:
            raise Refused(
                f"Index {index} must be less than the end index of the referenced "
                f"segment, {self.end}."
            )
        paragraph = self._paragraph(index)
        if paragraph is None:
            raise Refused(
                "The insertion index must be inside the bounds of an existing "
                "paragraph. You can still create new paragraphs by inserting newlines."
            )
        text = _STRIPPED.sub("", text)
        place = paragraph.place(index)
        near = paragraph.letters[max(0, place - 1) :][:1]
        run = near[0].run if near else OxmlElement("w:r")
        put = [Letter(letter, run) for letter in text]
        letters = [*paragraph.letters[:place], *put, *paragraph.letters[place:]]
        _write(paragraph.element, letters)
        self._moved(index, 0, units(text))

    def delete(self, start: int, end: int) -> None:
        """Take a range away; paragraphs whose end is in it become one.

        Raises:
            Refused: the range is empty, holds the end of the body or of a cell, or
                part of a table.
        """
        if start >= end:
            raise Refused("The range should not be empty.")
        if end > self.end - 1:
            words = "The range cannot include the newline character at the end of the"
            raise Refused(f"{words} segment.")
        first, last = self._paragraph(start), self._paragraph(end)
        if first is None or last is None:
            raise Refused("Invalid deletion range. Cannot delete the requested range.")
        if first.element.getparent() is not last.element.getparent():
            raise Refused("Invalid deletion range. Cannot delete the requested range.")
        kept = first.letters[: first.place(start)] + last.letters[last.place(end) :]
        while first.element is not last.element:
            following = first.element.getnext()
            following.getparent().remove(following)
            if following is last.element:
                break
        _write(first.element, kept)
        self._moved(start, end - start, 0)

    def replace_all(self, pattern: re.Pattern[str], text: str) -> int:
        """Replace every match, none of which reaches past a paragraph.

        Returns:
            How many there were.
        """
        count, text = 0, _STRIPPED.sub("", text)
        for paragraph in reversed(list(paragraphs(laid_out(self._body)))):
            found = [it for it in pattern.finditer(paragraph.text) if it[0]]
            letters = paragraph.letters
            for match in reversed(found):
                run = letters[match.start()].run
                at = paragraph.start + units(paragraph.text[: match.start()])
                self._moved(at, units(match[0]), units(text))
                put = [Letter(letter, run) for letter in text]
                letters = [*letters[: match.start()], *put, *letters[match.end() :]]
            if found:
                _write(paragraph.element, letters)
            count += len(found)
        return count

    def _paragraph(self, index: int) -> Paragraph | None:
        for paragraph in paragraphs(laid_out(self._body)):
            if paragraph.start <= index < paragraph.end:
                return paragraph
        return None


def tables(body: Element) -> list[Table]:
    """Return the tables of a body."""
    return [block for block in laid_out(body) if isinstance(block, Table)]


def _write(element: Element, letters: Sequence[Letter]) -> None:
    """Let a paragraph hold these letters; each line but the first is a new one."""
    lines: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.text == "\n":
            lines.append([])
        else:
            lines[-1].append(letter)
    following = element
    for number, line in enumerate(lines):
        if number:
            fresh = OxmlElement("w:p")
            if element.pPr is not None:
                fresh.append(deepcopy(element.pPr))
            following.addnext(fresh)
            following = fresh
        _fill(following, line)


def _fill(element: Element, letters: Sequence[Letter]) -> None:
    runs = [
        _run(run, list(alike))
        for run, group in groupby(letters, key=lambda letter: letter.run)
        for _, alike in groupby(group, key=lambda letter: letter.thing)
    ]
    for child in list(element):
        if child.tag != qn("w:pPr"):
            element.remove(child)
    element.extend(runs)


def _run(like: Element, letters: Sequence[Letter]) -> Element:
    """Return a run that looks like another: one thing, or a text."""
    made: Element = OxmlElement("w:r")
    if letters[0].thing is not None:
        made.append(deepcopy(letters[0].thing))
    else:
        # a line break is "\n" to python-docx
        made.text = "".join(it.text for it in letters).replace("\x0b", "\n")
    if like.rPr is not None:
        made.insert(0, deepcopy(like.rPr))
    return made
