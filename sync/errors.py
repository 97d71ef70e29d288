"""Every way the worker can stop, and nothing else stops it.

    WorkerError
    ├── ConfigError            the settings have problems (all of them, at once)
    ├── SettingsLost           they are gone from where the worker was at work
    ├── SpreadsheetError       the spreadsheet cannot be used as it is
    │   ├── WorkbookMissing    no file there
    │   ├── WorkbookLost       no file there, where the worker was at work
    │   ├── WorkbookOpen       somebody has the file open
    │   ├── WorkbookEncrypted  it asks for a password
    │   ├── WorkbookForeign    not an .xlsx, whatever its name says
    │   ├── WorkbookDamaged    an .xlsx that ends too early or is broken
    │   ├── SheetTooLarge      far more in it than any plan has
    │   ├── TabMissing         a tab we need is not there
    │   ├── TabsAlike          two tabs bear the same title but for spaces
    │   ├── HeaderMissing      a tab has no header row of the table we need
    │   ├── SheetShapeError    a column we need is not there
    │   ├── PlanEmpty          no project is left of a plan that was published
    │   ├── SheetChanged       changed between our read and our write; try again
    │   └── SheetBusy          changed every time we tried
    ├── DocumentOpen           the generated document cannot be replaced
    ├── DocumentRefused        a document has no place; everything else goes on
    │   ├── DocumentForeign    its link leads to no Google document
    │   ├── DocumentWorkbook   its link leads to a spreadsheet
    │   ├── DocumentGone       it was deleted, or not shared with us
    │   ├── DocumentOccupied   somebody's own work stands there
    │   ├── DocumentOfAnother  another plan's document stands there
    │   ├── DocumentTrashed    it is in the bin
    │   ├── DocumentLocked     somebody has locked it
    │   └── DocumentHomeless   nobody has made the document that we may only update
    ├── TemplateError          a template is broken
    ├── SourceUnreadable       a file to import cannot be read
    │   ├── SourceEmpty        nothing is in it
    │   ├── SourceTooLarge     far more in it than any plan has
    │   ├── SourceDamaged      a Word document that is broken
    │   ├── SourceForeign      in a format that is not read
    │   ├── SourcePdf          a PDF, which has no text but glyphs
    │   ├── SourceNoText       text in no encoding that Thai is kept in
    │   ├── SourceWithoutPlan  no table of projects and no section of one
    │   └── SourceShort        read in part: too much of it found no place
    ├── OfficeOccupied         something to create is there already
    ├── TabOccupied            staff have typed where a plan was to be brought in
    ├── OfficeBusy             another worker is at it
    ├── LedgerDamaged          the worker's own record cannot be trusted
    ├── LedgerLost             it is gone or empty, though there are copies of it
    ├── LedgerNewer            a newer version of the worker made it
    ├── LedgerLocked           another program holds it
    ├── StorageError           this machine's disk, a folder or a file is in the way
    │   ├── DiskFull           no space left
    │   ├── NotPermitted       the user that runs the worker may not
    │   ├── ReadOnly           nobody may change it
    │   ├── WrongKind          a file where a folder belongs, or the other way round
    │   ├── NoFile             a pipe or a device, where a file belongs
    │   ├── LinkLeadsAway      a link leads out of the office's folder
    │   ├── FileHeld           another program holds the file
    │   └── FileTrouble        anything else, in the system's words
    ├── NoSuchCycle            the ledger keeps no plan of that cycle
    ├── PlanNotKept            it kept one, and let it go
    ├── Stopped                somebody asked the worker to stop
    ├── ClockUnset             the machine's clock cannot be right
    ├── Defect                 the worker's own mistake
    ├── MailError              no mail can leave until a person puts it right
    │   ├── MailSecretMissing  no password where the settings say it is
    │   ├── MailSignInRefused  the mail server does not take the password
    │   ├── MailUntrusted      the mail server cannot prove that it is itself
    │   └── MailSenderRefused  the mail server takes nothing from our address
    └── GoogleError            Google did not do what we asked
        ├── SignInMissing      no key or token where the settings say it is
        ├── SignInRefused      Google does not take the key or the account
        ├── SignInExpired      a person's sign-in has run out or was withdrawn
        ├── SignInStale        the domain wants it renewed every few hours
        ├── AccountGone        the account was deleted or switched off
        ├── OfficeFile         an Excel file in Drive, where a Google Sheet belongs
        ├── ClockWrong         the machine's clock is off, so no signature is good
        ├── ScopeMissing       signed in, but not for this
        ├── ApiDisabled        the API is not switched on in the Cloud project
        ├── NotShared          the account may not see or change it
        ├── GoogleMissing      nothing there that the account can see
        ├── NoStorage          the account cannot own files, or its space is full
        ├── CellsProtected     our own cells are protected from us
        ├── QuotaUsedUp        more requests than Google allows
        ├── GoogleUnavailable  no connection, or Google has a failure
        │   └── UnexpectedAnswer  something answers, and not as Google does
        ├── SearchIncomplete   Drive looked in a part of what there is only
        ├── CertificatesMissing  nothing here to know the real Google by
        ├── Unanswered         no answer: it may have been done or not
        ├── DomainForbids      the domain's administrators do not allow it
        ├── FileWithheld       Google does not hand out what is in a file
        └── GoogleRefused      anything else, by the code of Google's reason

What befalls one message stops nothing and is no WorkerError: see ``MessageTrouble``.

A stop carries facts; the sentence and the cure stand in ``config/messages``, one
catalogue a language, under the class's ``code``. A mistake in the sheet is never one
of these: it is a ``Finding``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar


class WorkerError(Exception):
    """A stop: what happened (``code``), where (``facts``), and how the process ends."""

    code: ClassVar[str]
    exit_code: ClassVar[int] = 70

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        named = ", ".join(f"{name}={value!r}" for name, value in facts.items())
        super().__init__(f"{self.code}: {named}" if named else self.code)


class ConfigError(WorkerError):
    """The settings cannot be used; carries every problem, not only the first."""

    code = "config"
    exit_code = 4

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        listed = "".join(f"\n  - {problem}" for problem in self.problems)
        super().__init__(path=str(path), count=str(len(self.problems)), problems=listed)


class SettingsLost(WorkerError):
    """The settings are gone from where the worker has been at work with some."""

    code = "settings_lost"
    exit_code = 4

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class SpreadsheetError(WorkerError):
    """The spreadsheet cannot be used as it is; nothing in it was touched."""

    exit_code = 3


class WorkbookMissing(SpreadsheetError):
    """There is no workbook at the path."""

    code = "workbook_missing"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookLost(SpreadsheetError):
    """The workbook is gone from where the worker has been at work with one."""

    code = "workbook_lost"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookOpen(SpreadsheetError):
    """Somebody has the workbook open: ``lock`` is the mark their program left."""

    code = "workbook_open"

    def __init__(self, path: Path, lock: Path) -> None:
        super().__init__(path=str(path), lock=str(lock))


class WorkbookEncrypted(SpreadsheetError):
    """The workbook asks for a password."""

    code = "workbook_encrypted"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookForeign(SpreadsheetError):
    """The file is something else than an .xlsx workbook."""

    code = "workbook_foreign"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookDamaged(SpreadsheetError):
    """The workbook is cut off or broken; ``why`` is the reader's own word for it."""

    code = "workbook_damaged"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class SheetTooLarge(SpreadsheetError):
    """More is in it than any plan has, and reading it all could take the machine down.

    ``what`` is its path or link; ``most`` is what it may have.
    """

    code = "sheet_too_large"

    def __init__(self, what: str, most: str) -> None:
        super().__init__(what=what, most=most)


class TabMissing(SpreadsheetError):
    """There is no tab of a title; ``present`` are those there are."""

    code = "tab_missing"
    exit_code = 5

    def __init__(self, tab: str, present: Sequence[str]) -> None:
        super().__init__(tab=tab, present=_quoted(present))


class TabsAlike(SpreadsheetError):
    """Two tabs bear the same title but for spaces."""

    code = "tabs_alike"
    exit_code = 5

    def __init__(self, tab: str, alike: Sequence[str]) -> None:
        super().__init__(tab=tab, alike=_quoted(alike))


class HeaderMissing(SpreadsheetError):
    """No row of a tab is the header of the table that belongs there.

    ``present`` are the texts of the row that is likest one.
    """

    code = "header_missing"
    exit_code = 5

    def __init__(
        self, tab: str, missing: Sequence[str], row: int, present: Sequence[str]
    ) -> None:
        super().__init__(
            tab=tab, missing=_quoted(missing), row=str(row), present=_quoted(present)
        )


class SheetShapeError(SpreadsheetError):
    """A tab's table lacks columns; ``present`` are the headers in its row."""

    code = "sheet_shape"
    exit_code = 5

    def __init__(
        self, tab: str, missing: Sequence[str], row: int, present: Sequence[str]
    ) -> None:
        super().__init__(
            tab=tab, missing=_quoted(missing), row=str(row), present=_quoted(present)
        )


class PlanEmpty(SpreadsheetError):
    """There is no project in a plan that was published with some."""

    code = "plan_empty"
    exit_code = 5

    def __init__(self, tab: str) -> None:
        super().__init__(tab=tab)


_MOST_QUOTED, _LONGEST_QUOTED = 20, 60


def _quoted(texts: Sequence[str]) -> str:
    """Quote what stands in the sheet, not more than somebody reads."""
    quoted = [f"“{text[:_LONGEST_QUOTED]}”" for text in texts[:_MOST_QUOTED]]
    more = ["…"] if len(texts) > _MOST_QUOTED else []
    return ", ".join([*quoted, *more]) or "–"


class SheetChanged(SpreadsheetError):
    """Somebody changed the spreadsheet between our read and our write."""

    code = "sheet_changed"

    def __init__(self, where: str) -> None:
        super().__init__(where=where)


class SheetBusy(SpreadsheetError):
    """The spreadsheet changed under every one of our attempts."""

    code = "sheet_busy"
    exit_code = 6

    def __init__(self, attempts: int) -> None:
        super().__init__(attempts=str(attempts))


class DocumentOpen(WorkerError):
    """A generated document cannot be replaced, mostly because it is open in Word."""

    code = "document_open"
    exit_code = 7

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class DocumentRefused(WorkerError):
    """A document has no place it may go to; nothing was written there."""

    exit_code = 7


class DocumentForeign(DocumentRefused):
    """The link leads to no Google document."""

    code = "document_foreign"

    def __init__(self, link: str) -> None:
        super().__init__(link=link)


class DocumentWorkbook(DocumentRefused):
    """The link leads to a spreadsheet: a Google Sheet, or an Excel file in Drive."""

    code = "document_workbook"

    def __init__(self, link: str) -> None:
        super().__init__(link=link)


class DocumentGone(DocumentRefused):
    """The document is not there: deleted, or not shared with the ``account``."""

    code = "document_gone"

    def __init__(self, link: str, account: str) -> None:
        super().__init__(link=link, account=account)


class DocumentOccupied(DocumentRefused):
    """Something stands in the document that is none of ours."""

    code = "document_occupied"

    def __init__(self, link: str) -> None:
        super().__init__(link=link)


class DocumentOfAnother(DocumentRefused):
    """The document is that of another plan: ``theirs`` is its year, ``year`` ours."""

    code = "document_of_another"

    def __init__(self, link: str, year: str, theirs: str) -> None:
        super().__init__(link=link, year=year or "–", theirs=theirs or "–")


class DocumentTrashed(DocumentRefused):
    """The document is in the bin."""

    code = "document_trashed"

    def __init__(self, link: str) -> None:
        super().__init__(link=link)


class DocumentLocked(DocumentRefused):
    """Somebody has locked the document; ``why`` is what they wrote beside it."""

    code = "document_locked"

    def __init__(self, link: str, why: str) -> None:
        super().__init__(link=link, why=why or "–")


class DocumentHomeless(DocumentRefused):
    """The account cannot own files, and nobody has made the plan's document yet."""

    code = "document_homeless"

    def __init__(self, account: str) -> None:
        super().__init__(account=account)


class TemplateError(WorkerError):
    """A template cannot be rendered; the last good document stays."""

    code = "template"
    exit_code = 8

    def __init__(self, template: str, why: str) -> None:
        super().__init__(template=template, why=why)


class SourceUnreadable(WorkerError):
    """A file to import cannot be read; nothing was written."""

    code = "source_unreadable"
    exit_code = 9

    def __init__(self, path: Path, **facts: str) -> None:
        super().__init__(path=str(path), **facts)


class SourceEmpty(SourceUnreadable):
    """Nothing is in the file."""

    code = "source_empty"


class SourceTooLarge(SourceUnreadable):
    """Far more is in the file than any plan has."""

    code = "source_too_large"


class SourceDamaged(SourceUnreadable):
    """A Word document that is broken, or no Word document."""

    code = "source_damaged"


class SourceForeign(SourceUnreadable):
    """A file in a format that is not read; ``kind`` is its name."""

    code = "source_foreign"


class SourcePdf(SourceUnreadable):
    """A PDF: it has glyphs in the order they are drawn, and no text."""

    code = "source_pdf"


class SourceNoText(SourceUnreadable):
    """Text in no encoding that Thai is kept in."""

    code = "source_no_text"


class SourceWithoutPlan(SourceUnreadable):
    """No table of projects is in it, and no section of a project."""

    code = "source_without_plan"


class SourceShort(SourceUnreadable):
    """Read in part only; nothing was written, for most would be to do again."""

    code = "source_short"
    exit_code = 19


class OfficeOccupied(WorkerError):
    """What was to be created is there already, and holds somebody's work."""

    code = "office_occupied"
    exit_code = 9

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class TabOccupied(WorkerError):
    """Staff have typed already in a tab that a plan was to be brought into."""

    code = "tab_occupied"
    exit_code = 9

    def __init__(self, tab: str) -> None:
        super().__init__(tab=tab)


class OfficeBusy(WorkerError):
    """Another worker is at this office now; ``who``: its machine, process and start."""

    code = "office_busy"
    exit_code = 6

    def __init__(self, path: Path, who: str) -> None:
        super().__init__(path=str(path), who=who)


class LedgerDamaged(WorkerError):
    """The ledger cannot be trusted; ``why`` is SQLite's own word for it."""

    code = "ledger_damaged"
    exit_code = 10

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class LedgerLost(WorkerError):
    """The ledger is gone or empty, though copies of it are there: ``copy`` is one."""

    code = "ledger_lost"
    exit_code = 10

    def __init__(self, path: Path, copy: Path) -> None:
        super().__init__(path=str(path), copy=str(copy), folder=str(copy.parent))


class LedgerNewer(WorkerError):
    """The ledger was made by a newer version of the worker."""

    code = "ledger_newer"
    exit_code = 10

    def __init__(self, path: Path, version: int) -> None:
        super().__init__(path=str(path), version=str(version))


class LedgerLocked(WorkerError):
    """Another program holds the ledger, and did not let go of it in time."""

    code = "ledger_locked"
    exit_code = 6

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class StorageError(WorkerError):
    """This machine's disk, a folder or a file is in the way; ``path`` names it."""

    exit_code = 18


class DiskFull(StorageError):
    """There is no space left where the path is, or the user has used up its share."""

    code = "disk_full"
    exit_code = 15

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class NotPermitted(StorageError):
    """The user that runs the worker (``user``) may not read or write the path."""

    code = "not_permitted"
    exit_code = 16

    def __init__(self, path: Path, user: str) -> None:
        super().__init__(path=str(path), user=user)


class ReadOnly(StorageError):
    """The path cannot be changed by anybody, mostly a disk mounted to be read only."""

    code = "read_only"
    exit_code = 17

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WrongKind(StorageError):
    """A file stands where a folder belongs, or a folder where a file does."""

    code = "wrong_kind"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class NoFile(StorageError):
    """A pipe, a socket or a device stands where a file belongs: reading may never end."""

    code = "no_file"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class LinkLeadsAway(StorageError):
    """A link in the office's folder leads out of it, to ``target``."""

    code = "link_leads_away"

    def __init__(self, path: Path, target: str) -> None:
        super().__init__(path=str(path), target=target)


class FileHeld(StorageError):
    """Another program holds the file, and lets nobody else at it."""

    code = "file_held"
    exit_code = 6

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class FileTrouble(StorageError):
    """The system refuses for a reason that has no name here; ``why`` is its word."""

    code = "file_trouble"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class Stopped(WorkerError):
    """Somebody asked the worker to stop; the next one finishes what it had begun."""

    code = "stopped"
    exit_code = 130


class ClockUnset(WorkerError):
    """The machine's clock stands at a time before there was any worker."""

    code = "clock_unset"
    exit_code = 12

    def __init__(self, now: str) -> None:
        super().__init__(now=now)


class Defect(WorkerError):
    """Something nobody thought of: the worker's own mistake; ``report`` tells of it."""

    code = "defect"

    def __init__(self, error: Exception, report: str = "worker.log") -> None:
        super().__init__(kind=type(error).__name__, report=report)


class NoSuchCycle(WorkerError):
    """The ledger has no such cycle, or no plan of that time."""

    code = "no_such_cycle"
    exit_code = 2

    def __init__(self, number: int) -> None:
        super().__init__(number=str(number))


class PlanNotKept(WorkerError):
    """The plan of a cycle was let go; ``kept`` is the next whose plan is there."""

    code = "plan_not_kept"
    exit_code = 2

    def __init__(self, number: int, kept: int) -> None:
        super().__init__(number=str(number), kept=str(kept))


class GoogleError(WorkerError):
    """Google did not do what we asked; ``what`` is the thing's address or name."""

    exit_code = 11


class SignInMissing(GoogleError):
    """There is nothing to sign in with; ``where`` is a path or a variable's name."""

    code = "sign_in_missing"
    exit_code = 12

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where=where, why=why)


class SignInRefused(GoogleError):
    """Google does not take the key, or not for the person it is to act for."""

    code = "sign_in_refused"
    exit_code = 12

    def __init__(self, account: str, why: str) -> None:
        super().__init__(account=account, why=why)


class SignInExpired(GoogleError):
    """A person's sign-in has run out, or was withdrawn."""

    code = "sign_in_expired"
    exit_code = 12

    def __init__(self, account: str, why: str) -> None:
        super().__init__(account=account, why=why)


class SignInStale(GoogleError):
    """The office's domain asks for signing in again after some hours."""

    code = "sign_in_stale"
    exit_code = 12

    def __init__(self, account: str, why: str) -> None:
        super().__init__(account=account, why=why)


class AccountGone(GoogleError):
    """The account that we signed in with was deleted, or switched off."""

    code = "account_gone"
    exit_code = 12

    def __init__(self, account: str, why: str) -> None:
        super().__init__(account=account, why=why)


class OfficeFile(GoogleError):
    """The spreadsheet is an Excel file that lies in Drive, and no Google Sheet."""

    code = "office_file"

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class ClockWrong(GoogleError):
    """The machine's clock is too far off for a signature to be good."""

    code = "clock_wrong"
    exit_code = 12

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class ScopeMissing(GoogleError):
    """The sign-in does not cover what was asked."""

    code = "scope_missing"
    exit_code = 12

    def __init__(self, what: str, account: str) -> None:
        super().__init__(what=what, account=account)


class ApiDisabled(GoogleError):
    """The API is off in the account's Cloud project; ``link`` switches it on."""

    code = "api_disabled"

    def __init__(self, link: str) -> None:
        super().__init__(link=link)


class NotShared(GoogleError):
    """The account may not see the thing, or not change it."""

    code = "not_shared"

    def __init__(self, what: str, account: str) -> None:
        super().__init__(what=what, account=account)


class GoogleMissing(GoogleError):
    """There is no such thing, or none that the account can see."""

    code = "google_missing"

    def __init__(self, what: str, account: str) -> None:
        super().__init__(what=what, account=account)


class NoStorage(GoogleError):
    """The account cannot own files (a service account never can), or has no room."""

    code = "no_storage"

    def __init__(self, account: str) -> None:
        super().__init__(account=account)


class CellsProtected(GoogleError):
    """Cells that are the worker's own are protected from it; nothing was written."""

    code = "cells_protected"

    def __init__(self, what: str, account: str) -> None:
        super().__init__(what=what, account=account)


class QuotaUsedUp(GoogleError):
    """Google allows no more requests for now."""

    code = "quota"
    exit_code = 13

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class GoogleUnavailable(GoogleError):
    """Google cannot be reached, or has a failure of its own."""

    code = "google_unavailable"
    exit_code = 13

    def __init__(self, why: str, **more: str) -> None:
        super().__init__(why=why, **more)


class UnexpectedAnswer(GoogleUnavailable):
    """What came with a good status is no answer of Google's; ``why`` says where.

    A proxy in between, or a network that wants a sign-in first. What was asked for may
    have been done or not.
    """

    code = "unexpected_answer"
    exit_code = 20

    def __init__(self, what: str, why: str) -> None:
        super().__init__(why, what=what)


class SearchIncomplete(GoogleError):
    """Drive did not look everywhere: what was not found may be there all the same."""

    code = "search_incomplete"
    exit_code = 13


class CertificatesMissing(GoogleError):
    """The file is not there that this machine knows good certificates by."""

    code = "certificates_missing"
    exit_code = 12

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class Unanswered(GoogleError):
    """A change was asked for and no answer came: it may have been made or not."""

    code = "unanswered"
    exit_code = 13

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class DomainForbids(GoogleError):
    """The administrators of the domain do not let the account do this."""

    code = "domain_forbids"

    def __init__(self, what: str, account: str) -> None:
        super().__init__(what=what, account=account)


class FileWithheld(GoogleError):
    """Google does not hand out what is in a file; ``why`` is the code of its reason."""

    code = "file_withheld"

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what=what, why=why)


class GoogleRefused(GoogleError):
    """Google refused for a reason that has no name here; ``why`` is its code.

    ``says`` are Google's own words, English and for programmers: to tell refusals of one
    code apart, and never shown as a sentence of ours.
    """

    code = "google_refused"

    def __init__(self, what: str, why: str, says: str = "") -> None:
        super().__init__(what=what, why=why)
        self.says = says


class MailError(WorkerError):
    """No mail can leave until a person puts it right; what waits goes on waiting."""

    exit_code = 14


class MailSecretMissing(MailError):
    """There is no password; ``where`` is a path or a variable's name."""

    code = "mail_secret_missing"

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where=where, why=why)


class MailSignInRefused(MailError):
    """The mail server does not take the password, or wants one; ``why`` in its words."""

    code = "mail_sign_in_refused"

    def __init__(self, host: str, username: str, why: str) -> None:
        super().__init__(host=host, username=username, why=why)


class MailUntrusted(MailError):
    """Nobody can tell that the mail server is the one it should be."""

    code = "mail_untrusted"

    def __init__(self, host: str, why: str) -> None:
        super().__init__(host=host, why=why)


class MailSenderRefused(MailError):
    """The mail server takes nothing from the sender's address."""

    code = "mail_sender_refused"

    def __init__(self, host: str, sender: str, why: str) -> None:
        super().__init__(host=host, sender=sender, why=why)


class MessageTrouble(Exception):
    """A message was not simply sent; ``answer`` is what the other side said to it."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class MessageRefused(MessageTrouble):
    """The message, or its recipient, is refused for good.

    ``if_everybody`` is the stop that it is if everybody is refused alike; ``None``
    where it surely concerns this message alone.
    """

    def __init__(self, answer: str, if_everybody: WorkerError | None = None) -> None:
        super().__init__(answer)
        self.if_everybody = if_everybody


class MessageDelayed(MessageTrouble):
    """The message was surely not taken; later it may be."""


class MailUnavailable(MessageDelayed):
    """No message can be handed over now, neither this nor another."""


class MessageUncertain(MessageTrouble):
    """The message was handed over, and nobody said whether it was taken."""
