"""Every way the worker can fail, and nothing else stops it.

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
    ├── DocumentRefused        a document has no place; everything else goes on
    │   ├── DocumentOpen       it cannot be replaced, mostly since Word has it open
    │   ├── DocumentForeign    its link leads to no Google document
    │   ├── DocumentWorkbook   its link leads to a spreadsheet
    │   ├── DocumentGone       it was deleted, or not shared with us
    │   ├── DocumentOccupied   somebody's own work stands there
    │   ├── DocumentOfAnother  another plan's document stands there
    │   ├── DocumentTrashed    it is in the bin
    │   ├── DocumentLocked     somebody has locked it
    │   └── DocumentHomeless   nobody has made the document that we may only update
    ├── TemplateError          a template is broken
    │   ├── TemplateDamaged       no Word document that opens
    │   ├── TemplateTooLarge      far more in it than any has
    │   ├── TemplateEncoding      a page that is no UTF-8
    │   ├── TemplateNameUnknown   a field or filter we do not have
    │   ├── TemplateTagUnfinished a brace or an end is missing
    │   └── TemplateLinkWrong     its link leads to no document
    ├── SourceError            a file to import is not read
    │   ├── SourceUnreadable   it cannot be opened
    │   ├── SourceEmpty        nothing is in it
    │   ├── SourceTooLarge     far more in it than any plan has
    │   ├── SourceDamaged      a Word document that is broken
    │   │   └── SourceSheetDamaged  a workbook, as its name says
    │   ├── SourceForeign      in a format that is not read
    │   ├── SourceLocked       it opens with a password only
    │   ├── SourcePdf          a PDF, which has no text but glyphs
    │   ├── SourceNoText       text in no encoding that Thai is kept in
    │   ├── SourceWithoutPlan  no table of projects and no section of one
    │   ├── SourceWithoutTable sections of projects, and no table of them
    │   ├── SourceShort        read in part: too much of it found no place
    │   ├── SourceTablesAlike  several tables may be the plan
    │   ├── SourceYearsAlike   several tables in one tab may be the plan
    │   ├── SourceNoSuchTab    the tab to take has no table
    │   ├── SourceAtGoogle     a link, and the office is not at Google
    │   ├── SourceNoSheet      a link to no Google Sheet
    │   └── SourceIsOffice     the office's own spreadsheet
    ├── OfficeOccupied         something to create is there already
    ├── TabOccupied            staff have typed where a plan was to be brought in
    ├── OfficeBusy             another worker is at it
    ├── LedgerDamaged          the worker's own record cannot be trusted
    │   ├── LedgerDamagedCopied    and there are copies of it
    │   └── LedgerDamagedThere     and it is in a database
    ├── LedgerForgotten        it is gone or empty with all copies, and a log tells of it
    ├── LedgerLost             it is gone or empty, though there are copies of it
    ├── LedgerOfAnother        it is another office's
    ├── LedgerNewer            a newer version of the worker made it
    ├── LedgerLocked           another program holds it
    ├── LedgerUnreachable      the database that it is in cannot be reached
    ├── LedgerMoved            it was moved into a database, and is not found there
    ├── LedgerTwice            there is one in a file, and another in a database
    ├── PublicUndelivered      the public folder does not reach its place
    ├── StorageError           this machine's disk, a folder or a file is in the way
    │   ├── DiskFull           no space left
    │   ├── NotPermitted       the user that runs the worker may not
    │   ├── ReadOnly           nobody may change it
    │   ├── WrongKind          a file where a folder belongs, or the other way round
    │   ├── NoFile             a pipe or a device, where a file belongs
    │   ├── LinkLeadsAway      a link leads out of the office's folder
    │   ├── FileHeld           another program holds the file
    │   └── FileTrouble        anything else, in the system's words
    ├── NoFiscalYear           the year's turn, and no year to turn from
    ├── YearAhead              the year's turn, and the next year's plan is there
    ├── YearNotOver            the year's turn, and the year is far from over
    ├── YearTurned             the year's turn, and it was made not long ago
    ├── NoSuchCycle            the ledger keeps no plan of that cycle
    ├── PlanNotKept            it kept one, and let it go
    ├── ProvinceMissing        no province in the folder
    ├── NoSuchOffice           no office of that name in the province
    ├── OfficeNameUnusable     a name that no folder can have
    ├── OfficeListUnusable     a list of offices to add that is none
    ├── ExtraMissing           packages that a province needs are not installed
    ├── DatabaseAway           several machines' database does not answer
    ├── DatabaseRefuses        its user may not do there what is to be done
    ├── DatabaseTaken          a new province, and another's ledgers in its database
    ├── OfficeThere            an office to add is there already
    ├── OfficeElsewhere        an office to add, and its ledger is in the database
    ├── OnNetworkShare         a province's files would lie on another machine's disk
    ├── ClockUnset             the machine's clock cannot be right
    ├── ClockBehind            it is before what was done already
    ├── Defect                 the worker's own mistake
    ├── MailError              no mail can leave until a person puts it right
    │   ├── MailSecretMissing  no password where the settings say it is
    │   ├── MailSignInRefused  the mail server does not take the password
    │   ├── MailUntrusted      the mail server cannot prove that it is itself
    │   ├── MailSenderRefused  the mail server takes nothing from our address
    │   └── MailContentRefused nor anything that says what ours does
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
        │   ├── NoNetwork         this machine is on no network
        │   ├── ProxyRefuses      the proxy that is set lets nothing through
        │   └── UnexpectedAnswer  something answers, and not as Google does
        ├── SearchIncomplete   Drive looked in a part of what there is only
        ├── CertificatesMissing  nothing here to know the real Google by
        ├── Unanswered         no answer: it may have been done or not
        ├── DomainForbids      the domain's administrators do not allow it
        ├── FileWithheld       Google does not hand out what is in a file
        └── GoogleRefused      anything else, by the code of Google's reason

``Stopped``, that somebody asked the worker to stop, is no failure and no WorkerError,
so that nothing which goes on after failures goes on after it.

What befalls one message stops nothing and is no WorkerError: see ``MessageTrouble``.

A stop carries facts in fields; the sentence and the cure stand in ``config/messages``,
one catalogue a language, under the class's ``code``. A mistake in the sheet is never
one of these: it is a ``Finding``.
"""

from sync.errors.base import (
    ClockBehind,
    ClockUnset,
    Defect,
    Stopped,
    Tellable,
    WorkerError,
)
from sync.errors.documents import (
    DocumentForeign,
    DocumentGone,
    DocumentHomeless,
    DocumentLocked,
    DocumentOccupied,
    DocumentOfAnother,
    DocumentOpen,
    DocumentRefused,
    DocumentTrashed,
    DocumentWorkbook,
)
from sync.errors.google import (
    AccountGone,
    ApiDisabled,
    CellsProtected,
    CertificatesMissing,
    ClockWrong,
    DomainForbids,
    FileWithheld,
    GoogleError,
    GoogleMissing,
    GoogleRefused,
    GoogleUnavailable,
    NoNetwork,
    NoStorage,
    NotShared,
    OfficeFile,
    ProxyRefuses,
    QuotaUsedUp,
    ScopeMissing,
    SearchIncomplete,
    SignInExpired,
    SignInMissing,
    SignInRefused,
    SignInStale,
    Unanswered,
    UnexpectedAnswer,
)
from sync.errors.ledger import (
    LedgerDamaged,
    LedgerDamagedCopied,
    LedgerDamagedThere,
    LedgerForgotten,
    LedgerLocked,
    LedgerLost,
    LedgerMoved,
    LedgerNewer,
    LedgerOfAnother,
    LedgerTwice,
    LedgerUnreachable,
    NoSuchCycle,
    PlanNotKept,
)
from sync.errors.mail import (
    MailContentRefused,
    MailError,
    MailSecretMissing,
    MailSenderRefused,
    MailSignInRefused,
    MailUnavailable,
    MailUntrusted,
    MessageDelayed,
    MessageRefused,
    MessageTrouble,
    MessageUncertain,
)
from sync.errors.office import (
    ConfigError,
    NoFiscalYear,
    OfficeBusy,
    OfficeOccupied,
    SettingsLost,
    TabOccupied,
    TemplateDamaged,
    TemplateEncoding,
    TemplateError,
    TemplateLinkWrong,
    TemplateNameUnknown,
    TemplateTagUnfinished,
    TemplateTooLarge,
    YearAhead,
    YearNotOver,
    YearTurned,
)
from sync.errors.province import (
    DatabaseAway,
    DatabaseRefuses,
    DatabaseTaken,
    ExtraMissing,
    NoSuchOffice,
    OfficeElsewhere,
    OfficeListUnusable,
    OfficeNameUnusable,
    OfficeThere,
    OnNetworkShare,
    ProvinceMissing,
)
from sync.errors.public import PublicUndelivered
from sync.errors.sources import (
    SourceAtGoogle,
    SourceDamaged,
    SourceEmpty,
    SourceError,
    SourceForeign,
    SourceIsOffice,
    SourceLocked,
    SourceNoSheet,
    SourceNoSuchTab,
    SourceNoText,
    SourcePdf,
    SourceSheetDamaged,
    SourceShort,
    SourceTablesAlike,
    SourceTooLarge,
    SourceUnreadable,
    SourceWithoutPlan,
    SourceWithoutTable,
    SourceYearsAlike,
)
from sync.errors.spreadsheet import (
    HeaderMissing,
    PlanEmpty,
    SheetBusy,
    SheetChanged,
    SheetShapeError,
    SheetTooLarge,
    SpreadsheetError,
    TabMissing,
    TabsAlike,
    WorkbookDamaged,
    WorkbookEncrypted,
    WorkbookForeign,
    WorkbookLost,
    WorkbookMissing,
    WorkbookOpen,
)
from sync.errors.storage import (
    DiskFull,
    FileHeld,
    FileTrouble,
    LinkLeadsAway,
    NoFile,
    NotPermitted,
    ReadOnly,
    StorageError,
    WrongKind,
)
