"""A document as Docs shows it: ``Document``, with its body's parts and their places."""

import hashlib
from collections.abc import Iterator
from itertools import groupby

from docx.text.run import Run

from emulator.docs.layout import (
    BREAK,
    PICTURE,
    Block,
    Letter,
    Paragraph,
    Table,
    laid_out,
    opened,
    units,
)
from emulator.web import JSON
from emulator.world import DriveFile

TAB = "t.0"
"""The id of the one tab that a document has here."""
_NAMED = {
    "Title": "TITLE",
    "Subtitle": "SUBTITLE",
    **{f"Heading{level}": f"HEADING_{level}" for level in range(1, 7)},
}


def document_json(file: DriveFile, *, tabs: bool) -> JSON:
    """Return the ``Document`` resource; with ``tabs`` its content stands in a tab."""
    blocks = laid_out(opened(file.content).element.body)
    content: JSON = {
        "body": {"content": [_SECTION, *_elements(blocks)]},
        "documentStyle": {},
    }
    ranges = named_ranges(file)
    if ranges:
        content["namedRanges"] = ranges
    made: JSON = {
        "title": file.resource["name"],
        "documentId": file.id,
        "revisionId": revision_of(file),
        "suggestionsViewMode": "SUGGESTIONS_INLINE",
    }
    if not tabs:
        return {**made, **content}
    properties = {"tabId": TAB, "title": "Tab 1", "index": 0}
    return {**made, "tabs": [{"tabProperties": properties, "documentTab": content}]}


def revision_of(file: DriveFile) -> str:
    """Return the id of a document's present content, which is opaque."""
    return "AL" + hashlib.sha256(file.content).hexdigest()[:40]


def named_ranges(file: DriveFile) -> JSON:
    """Return the ``NamedRanges`` of a document by their names."""
    made: JSON = {}
    marks = file.resource.get("marks", {})
    for held in marks.get("namedRanges", ()):
        group = made.setdefault(held["name"], {"name": held["name"], "namedRanges": []})
        places = {"startIndex": held["start"], "endIndex": held["end"]}
        group["namedRanges"].append(
            {
                "namedRangeId": held["id"],
                "name": held["name"],
                "ranges": [places] if held["start"] < held["end"] else [],
            }
        )
    return made


_SECTION: JSON = {
    "endIndex": 1,
    "sectionBreak": {
        "sectionStyle": {
            "columnSeparatorStyle": "NONE",
            "contentDirection": "LEFT_TO_RIGHT",
            "sectionType": "CONTINUOUS",
        }
    },
}


def _elements(blocks: list[Block]) -> list[JSON]:
    return [
        {
            "startIndex": block.start,
            "endIndex": block.end,
            **(
                {"paragraph": _paragraph(block)}
                if isinstance(block, Paragraph)
                else {"table": _table(block)}
            ),
        }
        for block in blocks
    ]


def _table(table: Table) -> JSON:
    rows = [
        {
            "startIndex": row.start,
            "endIndex": row.end,
            "tableCells": [
                {
                    "startIndex": cell.start,
                    "endIndex": cell.end,
                    "content": _elements(cell.blocks),
                    "tableCellStyle": {},
                }
                for cell in row.cells
            ],
        }
        for row in table.rows
    ]
    columns = max((len(row.cells) for row in table.rows), default=0)
    return {"rows": len(rows), "columns": columns, "tableRows": rows}


def _paragraph(paragraph: Paragraph) -> JSON:
    style = paragraph.element.style
    named = _NAMED.get(style or "", "NORMAL_TEXT")
    return {
        "elements": list(_runs(paragraph)),
        "paragraphStyle": {"namedStyleType": named, "direction": "LEFT_TO_RIGHT"},
    }


def _runs(paragraph: Paragraph) -> Iterator[JSON]:
    at, groups = paragraph.start, _groups(paragraph.letters)
    for number, (text, letter) in enumerate(groups):
        ends = number == len(groups) - 1 and letter.thing is None
        whole = f"{text}\n" if ends else text
        end = at + units(whole)
        yield {"startIndex": at, "endIndex": end, **_element(whole, letter)}
        at = end
    if at < paragraph.end:
        run = {"content": "\n", "textStyle": {}}
        yield {"startIndex": at, "endIndex": paragraph.end, "textRun": run}


def _groups(letters: list[Letter]) -> list[tuple[str, Letter]]:
    """Return the texts that look alike, and each thing by itself."""
    made = []
    for _, group in groupby(
        enumerate(letters),
        lambda it: (it[1].run, it[0] if it[1].thing is not None else -1),
    ):
        alike = [letter for _, letter in group]
        made.append(("".join(letter.text for letter in alike), alike[0]))
    return made


def _element(text: str, letter: Letter) -> JSON:
    style = _style(letter)
    if text == BREAK and letter.thing is not None:
        return {"pageBreak": {"textStyle": style}}
    if text == PICTURE and letter.thing is not None:
        return {"inlineObjectElement": {"textStyle": style}}
    return {"textRun": {"content": text, "textStyle": style}}


def _style(letter: Letter) -> JSON:
    font = Run(letter.run, None).font  # type: ignore[arg-type]
    style: JSON = {
        name: True for name in ("bold", "italic", "underline") if getattr(font, name)
    }
    if font.size is not None:
        style["fontSize"] = {"magnitude": font.size.pt, "unit": "PT"}
    if font.name is not None:
        weight = 700 if font.bold else 400
        style["weightedFontFamily"] = {"fontFamily": font.name, "weight": weight}
    return style
