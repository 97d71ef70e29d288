"""Where an office keeps what it has on this machine: one folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OfficePaths:
    """An office's folder; an office at Google keeps its spreadsheet elsewhere."""

    folder: Path

    @property
    def workbook(self) -> Path:
        """The spreadsheet that staff fill in."""
        return self.folder / "plan.xlsx"

    @property
    def documents(self) -> Path:
        """The generated documents."""
        return self.folder / "documents"

    @property
    def public(self) -> Path:
        """What everybody sees."""
        return self.folder / "public"

    @property
    def public_kept(self) -> Path:
        """What people had made of files in the public folder."""
        return self.folder / "public-kept"

    @property
    def outbox(self) -> Path:
        """The mails that were sent, one file each."""
        return self.folder / "outbox"

    @property
    def ledger(self) -> Path:
        """The worker's own record."""
        return self.folder / "ledger.db"

    @property
    def has_been_worked_at(self) -> bool:
        """Whether the worker has left something here before."""
        left = self.folder / "backups", self.documents
        # or what is left of one that was moved into a database
        ledgers = self.folder.glob(f"{self.ledger.name}*")
        return any(path.exists() for path in (*ledgers, *left))

    @property
    def settings(self) -> Path:
        """The office's settings."""
        return self.folder / "office.toml"

    @property
    def gitignore(self) -> Path:
        """What of the folder is not for git."""
        return self.folder / ".gitignore"

    @property
    def templates(self) -> Path:
        """The office's own templates, each in place of ours of the same name."""
        return self.folder / "templates"

    @property
    def words(self) -> Path:
        """The office's own word lists, on top of ours."""
        return self.folder / "words.toml"

    @property
    def log(self) -> Path:
        """The log of every cycle."""
        return self.folder / "worker.log"

    @property
    def worker(self) -> Path:
        """Who the worker is that is at the office."""
        return self.folder / ".worker.json"

    @property
    def lock(self) -> Path:
        """Held by the worker that is at the office."""
        return self.folder / ".worker.lock"
