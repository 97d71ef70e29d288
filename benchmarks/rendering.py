"""How long the plan's document takes, and how much memory: ``python -m benchmarks.rendering``.

Each size runs in a process of its own, since memory once taken is not given back. The
first document of a process is left out: it pays for imports and caches.
"""

import resource
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from sync.config import DocumentSettings
from sync.model import Cell, Detail, Heading, Info, Plan, PlanInfo, Project, Template
from sync.stages.render import Properties, context_of, render_word
from sync.stages.total import compute_totals
from sync.stages.view import view_plan

TEMPLATE = Path(__file__).parents[1] / "templates" / "plan.docx"
SIZES = (16, 200, 2000)
DAY = date(2026, 11, 23)
LINE = "หน่วยงานจัดกิจกรรมให้บุคลากรและประชาชนร่วมกันดูแลประโยชน์ส่วนรวมของท้องถิ่นและชุมชน"
# the shape of a real plan: some 16 lines and 2,400 characters a project
TEXTS = {
    **dict.fromkeys(Heading, LINE),
    Heading.RATIONALE: LINE * 14,
    Heading.OBJECTIVES: "\n".join(f"{number}) {LINE}" for number in range(1, 4)),
    Heading.METHOD: "\n".join(f"{number}) {LINE}" for number in range(1, 6)),
}
NOWHERE = Cell("โครงการ", 1, 1)


def plan_of(count: int) -> Plan:
    """Give a plan of so many projects with text of an ordinary length."""
    names = [f"โครงการส่งเสริมความโปร่งใส ครั้งที่ {n}" for n in range(1, count + 1)]
    return Plan(
        PlanInfo({Info.TITLE: "แผนปฏิบัติการ", Info.OFFICE: "อบต.ตัวอย่าง"}, 2570),
        tuple(
            Project(
                *(str(n), name, n % 4 + 1, Decimal(20000)),
                frozenset({n % 4 + 1}),
                *("", str(n), n),
                {},
            )
            for n, name in enumerate(names, 1)
        ),
        tuple(Detail(name, TEXTS, n, NOWHERE, {}) for n, name in enumerate(names, 1)),
        (),
    )


def render(plan: Plan) -> bytes:
    """Make the document, from the plan to the file's bytes."""
    settings = DocumentSettings()
    view = view_plan(
        plan,
        compute_totals(plan),
        dimensions=("ก", "ข", "ค", "ง"),
        as_of=DAY,
        errors=0,
        settings=settings,
    )
    return render_word(
        Template(TEMPLATE.name, TEMPLATE.read_bytes()),
        context_of(view),
        Properties(view.title, view.office, DAY),
        settings,
    )


def measure(count: int) -> str:
    """Give one line of the table: projects, seconds, megabytes at most."""
    plan = plan_of(count)
    render(plan_of(1))
    runs = 5 if count <= 200 else 1
    begun = time.perf_counter()
    for _ in range(runs):
        render(plan)
    seconds = (time.perf_counter() - begun) / runs
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {count:,} | {seconds:.3f} | {peak:.0f} |"


def main() -> None:
    """Measure every size."""
    if len(sys.argv) > 1:
        print(measure(int(sys.argv[1])))  # noqa: T201
        return
    print("| projects | seconds | MB at most |\n| --- | --- | --- |")  # noqa: T201
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.rendering", str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        print(done.stdout, end="")  # noqa: T201


if __name__ == "__main__":
    main()
