"""The doctor of a province: what offices share, looked at once for all of them."""

from collections.abc import Iterator

from sync.adapters.google.changes import sheets_of
from sync.adapters.google.drive import file_id_of
from sync.adapters.google.session import GoogleSession, Patience
from sync.doctor import Check, Result, Say, examine
from sync.doctor.here import free_space
from sync.errors import WorkerError
from sync.province.broken import stops_at
from sync.province.listed import as_listed
from sync.province.places import ProvincePaths
from sync.province.pools import sign_in_pool
from sync.province.sharing import sharing_of
from sync.province.sheet_checks import look_at_own_sheets
from sync.province.standing import has_own_key
from sync.province.values import Pool, ProvinceSettings
from sync.settings.office_file import load_settings
from sync.settings.values import GoogleSettings

_PATIENCE = Patience(look=20, change=20, whole=30, budget=15)


def visit_province(
    paths: ProvincePaths, settings: ProvinceSettings, say: Say
) -> Iterator[Result]:
    """Look at each pool, and at what each office has here. Nothing is changed."""
    at_google: dict[str, GoogleSettings] = {}
    good = 0
    listed, _ = as_listed(paths, settings)
    for name in paths.office_names():
        found = paths.office(name)
        for stop in stops_at(found):
            yield say.stop(name, stop)
        try:
            office = load_settings(found.settings)
        except WorkerError:  # told just now
            continue
        good += 1
        if office.google and not has_own_key(office.google, found.folder):
            at_google[name] = office.google
    yield say.good("settings", "province_settings", count=str(good))
    disk: list[tuple[str, Check]] = [("disk", lambda: free_space(paths.folder, say))]
    yield from examine(disk, say, paths.folder)
    sharing = sharing_of(paths, settings)
    sharing.look()
    for reason in sorted(set(sharing.bound.values())):
        names = [it for it, why in sorted(sharing.bound.items()) if why is reason]
        why = say.words.say(f"province.bound_{reason}")
        yield say.good(
            sharing.machine, "province_bound", offices=", ".join(names), why=why
        )
    for pool in settings.pools:
        mine = {it: at_google[it] for it in at_google if listed.pool_of(it) == pool}
        yield from _pool(paths, pool, mine, say)
    sheets = {it: file_id_of(at.spreadsheet) or "" for it, at in at_google.items()}
    every = {**dict.fromkeys(paths.office_names(), ""), **sheets}
    yield from look_at_own_sheets(paths, settings, every, say)


def _pool(
    paths: ProvincePaths, pool: Pool, offices: dict[str, GoogleSettings], say: Say
) -> Iterator[Result]:
    missing: list[tuple[str, str]] = []

    def check() -> Result:
        signed_in = sign_in_pool(paths.folder, pool)
        with GoogleSession(
            signed_in.credentials,
            signed_in.account,
            address=pool.address or None,
            patience=_PATIENCE,
        ) as session:
            shared = sheets_of(session)
        for name, google in offices.items():
            if file_id_of(google.spreadsheet) not in shared:
                missing.append((name, signed_in.account))
        return say.good(
            pool.name,
            "province_pool",
            account=signed_in.account,
            shared=str(len(offices) - len(missing)),
            all=str(len(offices)),
        )

    checks: list[tuple[str, Check]] = [(pool.name, check)]
    yield from examine(checks, say, paths.folder)
    for name, account in missing:
        yield say.wrong(name, "province_unshared", account=account)
