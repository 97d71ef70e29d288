"""Setting an office up: its files, its spreadsheet, and a person's sign-in."""

from contextlib import closing
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.ledgers import ledger_home
from sync.adapters.local.lock import only_worker
from sync.errors import ConfigError, OfficeOccupied
from sync.messages import load_words
from sync.model.imports import EMPTY_PLAN, ImportedPlan
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.office_file import language_of, load_settings
from sync.settings.values import GoogleSettings
from sync.storage.files import make_folder, replace_file
from sync.wiring.files import clean_up_after_killed, put_if_missing


def must_be_new(folder: Path) -> None:
    """Go on if no spreadsheet is in the folder.

    Raises:
        OfficeOccupied: there is one.
    """
    paths = OfficePaths(folder)
    if load_settings(paths.settings).google is None and paths.workbook.exists():
        raise OfficeOccupied(paths.workbook)


def create_office(folder: Path, plan: ImportedPlan) -> str:
    """Bring a plan into an office, made in the folder if there is none, and return where.

    Raises:
        OfficeOccupied: the folder has a spreadsheet already.
        TabOccupied: staff have typed already in the office's Google Sheet.
    """
    paths = OfficePaths(folder)
    google = load_settings(paths.settings).google
    if google is not None:
        return _set_up_google(google, folder, plan)[0]
    from sync.adapters.workbook_layout.new_workbook import create_workbook

    make_folder(folder.resolve())
    create_workbook(paths.workbook, plan, load_headers())
    put_if_missing(paths.settings, "office.toml")
    put_if_missing(paths.gitignore, "office.gitignore")
    return str(paths.workbook)


def set_up_office(folder: Path) -> tuple[str, int]:
    """Make an office ready for staff.

    An import that was killed may have left a spreadsheet alone: its files come now.

    Args:
        folder: the office's.

    Returns:
        Where its spreadsheet is, and how many things were added.
    """
    paths = OfficePaths(folder)
    google = load_settings(paths.settings).google
    if google is not None:
        return _set_up_google(google, folder, EMPTY_PLAN)
    if paths.workbook.exists():
        put = int(put_if_missing(paths.settings, "office.toml"))
        put += put_if_missing(paths.gitignore, "office.gitignore")
        return str(paths.workbook), put + _complete(paths)
    return create_office(folder, EMPTY_PLAN), len(load_headers().tabs)


def _complete(paths: OfficePaths) -> int:
    """Add what a workbook lacks, and return how many cells that took."""
    from sync.adapters.local.spreadsheet import LocalSpreadsheet
    from sync.adapters.workbook_layout.dressing import dress
    from sync.sheet.completing import completing

    with only_worker(paths, BangkokClock().now()):
        clean_up_after_killed(paths)
        sheet = LocalSpreadsheet(paths.workbook, dress)
        seen = sheet.read()
        edits = tuple(completing(seen, load_headers()))
        sheet.write(edits, seen=seen)
    return len(edits)


def _set_up_google(
    google: GoogleSettings, folder: Path, plan: ImportedPlan
) -> tuple[str, int]:
    from sync.adapters.google.office import at_google
    from sync.adapters.google.setting_up import set_up

    make_folder(folder.resolve())
    put_if_missing(OfficePaths(folder).gitignore, "office.gitignore")
    with (
        closing(ledger_home(OfficePaths(folder)).open()) as ledger,
        at_google(google, folder) as office,
    ):
        known = ledger.tabs.of(office.spreadsheet_id)
        here = office.spreadsheet_id, load_headers(), plan, known
        approval = load_settings(OfficePaths(folder).settings).approval
        done = set_up(office.session, *here, approval.approvers)
    return google.spreadsheet, done


def sign_in_person(folder: Path, client: Path, prompt: str) -> tuple[str, Path]:
    """Let a person sign in at a browser.

    Args:
        folder: the office's.
        client: the file that Google gave for the program.
        prompt: what the terminal says meanwhile.

    Returns:
        Who signed in, and where that is kept.

    Raises:
        ConfigError: the office is not set to be at Google.
        SignInMissing: nobody signed in.
    """
    from sync.adapters.google.consent import ask_for_consent
    from sync.adapters.google.scopes import needed_scopes

    paths = OfficePaths(folder)
    settings = load_settings(paths.settings)
    google = _google_settings(paths)
    account, content = ask_for_consent(
        client,
        needed_scopes(documents=True, mail=settings.mail.way == "gmail"),
        prompt=prompt,
        address=google.address or None,
    )
    kept = folder / google.token_file
    replace_file(kept, content.encode(), private=True)
    return account, kept


def _google_settings(paths: OfficePaths) -> GoogleSettings:
    """Return an office's settings for Google.

    Raises:
        ConfigError: it has none.
    """
    google = load_settings(paths.settings).google
    if google is None:
        words = load_words(language_of(paths.settings))
        missing = words.say("settings.missing")
        raise ConfigError(paths.settings, [f"google.spreadsheet: {missing}"])
    return google
