"""How many requests to Google a cycle takes; those for tokens are counted apart."""

from benchmarks.figures import Figure, Result, table
from benchmarks.night import reasons_for
from benchmarks.office import Emulated, emulated
from benchmarks.plain_script import PlainScript, signed_in
from benchmarks.plans import OFFICE
from sync import wiring
from sync.cycle.night import check_cycle, run_cycle
from sync.cycle.services import Services
from sync.worker.shutdown import Stopping

UNREADABLE = "สองหมื่นกว่า"
_BUDGET, _REMARK = "D3", "I3"
_SCRIPT = "a plain gspread script"


def measure() -> Result:
    """Count the requests of each kind of cycle, and those of the plain script."""
    with emulated(OFFICE) as google:
        with wiring.open_office(google.folder) as office:
            run_cycle(office)
            google.asked()
            unchanged = _look(office, google)
            answer = _answer(office, google)
            night = _night(office, google)
        script_answer, script_night = _by_script(google)
    figures = (
        Figure("nothing changed", len(unchanged), "requests", limit=1),
        _figure("one row changed, status only", answer, 4, script_answer),
        _figure("full night", night, 9, script_night),
    )
    lines = table(("request of a full night", "why"), reasons_for(night))
    return Result(figures, "\n".join(lines))


def _figure(what: str, asked: list[str], limit: int, script: list[str]) -> Figure:
    count, reference = len(asked), len(script)
    return Figure(what, count, "requests", limit, reference, _SCRIPT)


def _look(office: Services, google: Emulated) -> list[str]:
    wiring.worker_of(office, Stopping()).look()
    return google.asked()


def _answer(office: Services, google: Emulated) -> list[str]:
    """Have staff make a mistake; the worker's second look finds them quiet, and answers."""
    google.type_in(_BUDGET, UNREADABLE)
    google.asked()
    settled = check_cycle(office, office.spreadsheet.read())
    if not settled.edits:
        raise RuntimeError("the mistake was not answered")
    return google.asked()


def _night(office: Services, google: Emulated) -> list[str]:
    google.type_in(_BUDGET, 12000)
    google.type_in(_REMARK, "ปรับงบประมาณ")
    google.asked()
    report = run_cycle(office)
    if not (report.edits and report.plan_document.new and report.messages):
        raise RuntimeError("the night was no full one")
    return google.asked()


def _by_script(google: Emulated) -> tuple[list[str], list[str]]:
    """Return the script's requests for statuses alone, and for the document as well."""
    with signed_in(google) as session:
        script = PlainScript(session, google)
        script.write_statuses()
        answer = google.asked()
        script.write_document()
        return answer, [*answer, *google.asked()]
