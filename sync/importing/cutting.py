"""Texts that are longer than a cell takes, cut into pieces so that nothing of them is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sync.importing.joining import of_project
from sync.model.imports import ImportedDetail, ImportedPlan, Said
from sync.model.plan import Field, Heading
from sync.plan.labels import Headers

LONGEST = 30_000
"""UTF-16 units of a piece. A cell takes 32,767 in Excel (support.microsoft.com,
"Excel specifications and limits", seen 2026-11-29), and a name stands before a
piece."""


def fit_cells(plan: ImportedPlan, headers: Headers) -> ImportedPlan:
    """Return the plan with texts that each fit a cell.

    The beginning of a text stays in its place, the rest has none and is said with whose
    it is.
    """
    rest: list[str] = []
    doubts: list[Said] = []

    def fitted(text: str, name: str, part: str) -> str:
        first, *others = _pieces(text)
        if others:
            rest.extend(of_project(name, f"{part}: {piece}") for piece in others)
            doubts.append(Said("doubt_cut", {"name": name, "part": part}))
        return first

    def fitted_row(row: Mapping[Field, str]) -> Mapping[Field, str]:
        (name, *_) = _pieces(row[Field.NAME])
        return {
            field: fitted(text, name, headers.write("projects", field))
            for field, text in row.items()
        }

    def fitted_detail(detail: ImportedDetail) -> ImportedDetail:
        texts: Mapping[Heading, str] = {
            heading: fitted(text, detail.name, headers.label(heading))
            for heading, text in detail.texts.items()
        }
        return replace(detail, texts=texts)

    info = {
        info: fitted(text, "", headers.label(info)) for info, text in plan.info.items()
    }
    projects = tuple(map(fitted_row, plan.projects))
    details = tuple(map(fitted_detail, plan.details))
    unplaced = [piece for line in plan.unplaced for piece in _pieces(line)]
    return replace(
        plan,
        info=info,
        projects=projects,
        details=details,
        unplaced=(*unplaced, *rest),
        doubts=(*plan.doubts, *doubts),
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that fit, broken between lines or words where it can be."""
    while _units(text) > LONGEST:
        # a letter beyond U+FFFF counts twice
        end = LONGEST if _units(text[:LONGEST]) <= LONGEST else LONGEST // 2
        breaks = (text.rfind(mark, end // 2, end) + 1 for mark in "\n ")
        end = next(filter(None, breaks), end)
        yield text[:end]
        text = text[end:]
    yield text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
