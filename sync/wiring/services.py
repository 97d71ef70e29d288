"""All that a cycle at an office works with."""

from functools import partial
from pathlib import Path

from sync.adapters.clock import BangkokClock
from sync.adapters.notices import has_left, readers
from sync.cycle.services import Services
from sync.ledger import Ledger
from sync.messages import load_words
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.resources import TEMPLATES
from sync.rules.catalogue import choose_rules, load_rule_texts
from sync.rules.reference import ReferenceData
from sync.rules.text.wordlists import load_word_lists
from sync.settings.frames import load_frames
from sync.settings.values import Settings
from sync.storage.files import state_of
from sync.wiring.edges import Edges
from sync.wiring.made_of import MadeOf


def services_of(
    paths: OfficePaths, settings: Settings, ledger: Ledger, edges: Edges
) -> Services:
    """Put together what ships with the worker and what the office has."""
    mail = TEMPLATES / "mail"
    # before any of it is read
    made_of = MadeOf(paths, settings)
    return Services(
        spreadsheet=edges.spreadsheet,
        documents=edges.documents,
        mail=edges.mail,
        clock=BangkokClock(),
        ledger=ledger,
        settings=settings,
        reference=ReferenceData(
            headers=load_headers(),
            lists=load_word_lists(office=paths.words),
            frames=(*settings.frames, *load_frames()),
            domains=settings.mail.domains,
        ),
        rules={
            language: choose_rules(texts, settings.rules)
            for language, texts in load_rule_texts().items()
        },
        sheet_words=load_words("th"),
        words=load_words(settings.language),
        templates=edges.templates,
        pdf=edges.pdf,
        hooks=edges.hooks,
        notices=edges.notices,
        readers=partial(readers, settings.notify, paths.folder),
        has_left=partial(has_left, settings.notify, paths.folder),
        sent=edges.sent,
        made_of=made_of.tell,
        mail_setup=partial(_mail_setup, paths, settings),
        public=edges.public,
        pages=edges.pages,
        mail_templates={
            path.name: path.read_text("utf-8") for path in sorted(mail.iterdir())
        },
    )


def _mail_setup(paths: OfficePaths, settings: Settings) -> str:
    """Return what tells whether somebody changed how mail leaves.

    No secret is in it.
    """
    files: list[Path] = []
    if settings.mail.smtp:
        files.append(settings.mail.smtp.password_file)
    if settings.google:
        files += [settings.google.key_file, settings.google.token_file]
    return "\n".join(
        [
            settings.mail.model_dump_json(),
            *(state_of(paths.folder / it) for it in files),
        ]
    )
