"""The example office on this machine: a year that has ended, and the one that runs.

Last year's workbook is made in a folder of its own, where a night passes over it, and
is then kept beside this year's as ``next-year`` keeps one. Of that night the office has
the documents, and knows where the plan's are, but no mail, no PDFs and no history.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sync.adapters.local.documents import LocalDocuments
from sync.adapters.preview import PreviewDocuments, PreviewMail, PreviewPdf
from sync.cycle.earlier import earlier_documents
from sync.importing.example import (
    EXAMPLE,
    fiscal_year_of,
    load_example,
    running_year,
    year_before,
)
from sync.model.documents import Publication
from sync.model.imports import ImportedPlan
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.resources import CONFIG
from sync.settings.frames import load_frames
from sync.storage.files import make_folder, replace_file
from sync.wiring.opening import open_office
from sync.wiring.setting_up import create_office


def create_example(folder: Path) -> None:
    """Make the example office in a folder that has none."""
    paths = OfficePaths(folder)
    plan = load_example(load_headers(), load_frames()[0].dimensions)
    before = year_before(plan)
    with tempfile.TemporaryDirectory(prefix="plan-example-") as temporary:
        ended = OfficePaths(Path(temporary))
        keys, kept, papers = _end_year(before, ended, paths.documents)
        create_office(folder, running_year(plan, before, keys))
        settings = CONFIG / "office.toml", EXAMPLE / "rounds.toml"
        replace_file(paths.settings, b"".join(path.read_bytes() for path in settings))
        make_folder(paths.documents)
        for path in (kept, *ended.documents.iterdir()):
            place = folder / path.relative_to(ended.folder)
            replace_file(place, path.read_bytes(), staffs=path == kept)
    with open_office(folder) as services:
        for paper in papers:  # of the plan: its report is this year's news
            services.ledger.publications.record(paper, (), services.clock.now())


def _end_year(
    plan: ImportedPlan, paths: OfficePaths, shown_in: Path
) -> tuple[list[str], Path, Sequence[Publication]]:
    """Make an office whose year is over.

    Args:
        plan: of that year.
        paths: where.
        shown_in: the folder in which its documents will be, and so its links lead to.

    Returns:
        The keys of its projects, the workbook that is kept, and what the ledger knows of
        the plan's documents.
    """
    # takes long to load, and a look prints nothing
    from sync.cycle.night import run_cycle

    create_office(paths.folder, plan)
    with open_office(paths.folder) as services:
        services.ledger.publications.files = shown_in
        silent = replace(
            services,
            documents=PreviewDocuments(LocalDocuments(shown_in), paths.documents),
            mail=PreviewMail(),
            pdf=PreviewPdf(),
            public=None,
        )
        judged = run_cycle(silent).judgement
        kept = services.spreadsheet.keep((), str(fiscal_year_of(plan)))
        papers = earlier_documents(services, fiscal_year_of(plan) + 1)
    return [project.key for project in judged.plan.projects], Path(kept), papers
