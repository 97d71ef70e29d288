"""How long the plan's document takes, beside docxtpl alone and python-docx's API.

The same content three times: ours with all its looks, the two others bare. What ours
takes includes finishing the texts (digits, marks, amounts in words); the others are
given them finished.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docxtpl import DocxTemplate

from benchmarks.charts import Series, bar_chart
from benchmarks.figures import Figure, Result
from benchmarks.office import ROOT
from benchmarks.plans import HEADERS, sheet_of
from sync.documents.view import PlanView, ProjectView, view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.model.documents import Template
from sync.model.plan import Heading, Plan
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.frames import dimension_names, load_frames
from sync.settings.values import DocumentSettings
from sync.sheet.read import read_plan

ROUNDS = {200: 5, 2_000: 3}
"""How many projects, and how often each way is timed."""

_LONG = 20
"""Seconds: what takes longer is timed once; a few parts in a hundred do not matter."""

_OURS, _DOCXTPL, _API = "ours", "docxtpl alone", "python-docx's API"
_DAY = date(2026, 11, 23)
_SETTINGS = DocumentSettings()
_FRAMES = load_frames()
_COLUMNS = (
    *("number", "name", "dimension", "budget"),
    *("quarter_1", "quarter_2", "quarter_3", "quarter_4", "remark"),
)
_LINES = {heading: heading.removesuffix("_text") for heading in Heading}
"""What a view calls the lines under each heading."""


def measure() -> Result:
    """Time the three ways in turn."""
    figures: list[Figure] = []
    series: dict[str, list[tuple[float, float]]] = {}
    for count, rounds in ROUNDS.items():
        taken = _taken(count, rounds)
        ours = taken[_OURS]
        for against, times in ((_DOCXTPL, 1.5), (_API, 1 / 3)):
            what = f"{count:,} projects, against {against}"
            reference = taken[against]
            figures.append(Figure(what, ours, "s", None, reference, against, times))
        for way, seconds in taken.items():
            series.setdefault(way, []).append((count, seconds))
    chart = bar_chart([Series(way, points) for way, points in series.items()])
    return Result(tuple(figures), charts={"performance-rendering.svg": chart})


def _taken(count: int, rounds: int) -> Mapping[str, float]:
    """Return the median seconds of processor time that each way takes."""
    plan = read_plan(sheet_of(count), HEADERS).plan
    view = _view(plan)
    template = (ROOT / "templates" / "plan.docx").read_bytes()
    bare = bare_template()
    ways: Mapping[str, Callable[[], bytes]] = {
        _OURS: lambda: whole(plan, template),
        _DOCXTPL: lambda: by_docxtpl(view, bare),
        _API: lambda: by_api(view),
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, make in ways.items():
            if max(seconds[way], default=0) < _LONG:
                begun = time.process_time()
                make()
                seconds[way].append(time.process_time() - begun)
    return {way: statistics.median(found) for way, found in seconds.items()}


def whole(plan: Plan, template: bytes) -> bytes:
    """Make the document as the worker does, from the plan to the file's bytes."""
    view = _view(plan)
    return render_word(
        Template("plan.docx", template),
        context_of(view),
        Properties(view.title, view.office, _DAY),
        _SETTINGS,
    )


def _view(plan: Plan) -> PlanView:
    return view_plan(
        plan,
        compute_totals(plan),
        match_details(plan),
        dimensions=dimension_names(_FRAMES, plan.info.fiscal_year),
        as_of=_DAY,
        errors=0,
        content_code="",
        settings=_SETTINGS,
    )


# --- docxtpl alone ----------------------------------------------------------------


def bare_template() -> bytes:
    """Make a template with the loops that ours has, and no looks at all."""
    document = docx.Document()
    for tag in ("for entry in contents", None, "endfor"):
        text = f"{{%p {tag} %}}" if tag else "{{ entry.number }} {{ entry.name }}"
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=len(_COLUMNS))
    table.cell(0, 0).text = "{%tr for row in table.rows %}"
    for cell, column in zip(table.rows[1].cells, _COLUMNS, strict=True):
        cell.text = f"{{{{ row.{column} }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p for project in projects %}")
    document.add_heading("{{ project.number }} {{ project.name }}")
    for heading, lines in _LINES.items():
        document.add_heading(HEADERS.label(heading), 2)
        document.add_paragraph(f"{{%p for line in project.{lines} %}}")
        document.add_paragraph("{{ line.mark }} {{ line.text }}")
        document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    return _saved(document)


def by_docxtpl(view: PlanView, template: bytes) -> bytes:
    """Fill in a template as docxtpl does by itself."""
    document = DocxTemplate(BytesIO(template))
    document.render(context_of(view), autoescape=True)
    return _saved(document)


# --- python-docx's API ------------------------------------------------------------


def by_api(view: PlanView) -> bytes:
    """Build the same, paragraph by paragraph."""
    document = docx.Document()
    for entry in view.contents:
        document.add_paragraph(f"{entry.number} {entry.name}")
    table = document.add_table(rows=0, cols=len(_COLUMNS))
    for row in view.table.rows:
        for cell, column in zip(table.add_row().cells, _COLUMNS, strict=True):
            cell.text = getattr(row, column)
    for project in view.projects:
        _add_project(document, project)
    return _saved(document)


def _add_project(document: Document, project: ProjectView) -> None:
    document.add_heading(f"{project.number} {project.name}")
    for heading, lines in _LINES.items():
        document.add_heading(HEADERS.label(heading), 2)
        for line in getattr(project, lines):
            document.add_paragraph(f"{line.mark} {line.text}")


def _saved(document: Any) -> bytes:  # noqa: ANN401  python-docx's or docxtpl's
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
