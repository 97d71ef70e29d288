"""How an office is set up stands in the way, or somebody is at work there."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sync.errors.base import WorkerError


class ConfigError(WorkerError):
    """The settings cannot be used; carries every problem, not only the first."""

    code = "config"
    exit_code = 4

    path: Path
    problems: Sequence[str]

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names."""
        listed = "".join(f"\n  - {problem}" for problem in self.problems)
        count = str(len(self.problems))
        return {
            "path": str(self.path),
            "file": self.path.name,
            "count": count,
            "problems": listed,
        }


class SettingsLost(WorkerError):
    """The settings are gone from where the worker has been at work with some."""

    code = "settings_lost"
    exit_code = 4

    path: Path


class TemplateError(WorkerError):
    """A template cannot be rendered; the last good document stays."""

    code = "template"
    exit_code = 8

    template: str
    why: str


class TemplateDamaged(TemplateError):
    """It is no Word document, or one that cannot be opened."""

    code = "template_damaged"


class TemplateTooLarge(TemplateError):
    """More is in it than any template has."""

    code = "template_too_large"


class TemplateEncoding(TemplateError):
    """The page is in another encoding than UTF-8."""

    code = "template_encoding"


class TemplateNameUnknown(TemplateError):
    """A tag names what we do not have: a field, or a filter."""

    code = "template_name_unknown"


class TemplateTagUnfinished(TemplateError):
    """A tag is written wrong: a brace or an end is missing."""

    code = "template_tag_unfinished"


class TemplateLinkWrong(TemplateError):
    """The link to it leads to no document."""

    code = "template_link_wrong"


class OfficeOccupied(WorkerError):
    """What was to be created is there already, and holds somebody's work."""

    code = "office_occupied"
    exit_code = 9

    path: Path


class TabOccupied(WorkerError):
    """Staff have typed already in a tab that a plan was to be brought into."""

    code = "tab_occupied"
    exit_code = 9

    tab: str


class OfficeBusy(WorkerError):
    """Another worker is at this office now; ``who``: its machine, process and start."""

    code = "office_busy"
    exit_code = 6

    path: Path
    who: str


class NoFiscalYear(WorkerError):
    """The year's turn was asked for, and the sheet does not say which year ends."""

    code = "no_fiscal_year"
    exit_code = 6

    tab: str


class YearAhead(WorkerError):
    """The year's turn was asked for, and the sheet is the next year's already."""

    code = "year_ahead"
    exit_code = 6

    year: int
    now: int


class YearNotOver(WorkerError):
    """The year's turn was asked for long before its usual time, and nobody had been told."""

    code = "year_not_over"
    exit_code = 6

    year: int
    end: str


class YearTurned(WorkerError):
    """The year's turn was asked for, and was made not long ago: the command is repeated."""

    code = "year_turned"
    exit_code = 6

    year: int
    day: str
