"""The doctor of a province: what offices share, looked at once for all of them."""

from collections.abc import Iterator

from sync.adapters.google.drive import file_id_of
from sync.adapters.google.office import sign_in_as_set
from sync.adapters.google.session import GoogleSession, Patience
from sync.doctor import Check, Result, Say, examine
from sync.errors import WorkerError
from sync.province.places import ProvincePaths
from sync.province.values import Pool, ProvinceSettings
from sync.settings.office_file import load_settings
from sync.settings.values import GoogleSettings

_PATIENCE = Patience(look=20, change=20, whole=30, budget=15)
_FILES = "https://www.googleapis.com/drive/v3/files"
_SHEETS = "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false"
_PAGE = 1000


def visit_province(
    paths: ProvincePaths, settings: ProvinceSettings, say: Say
) -> Iterator[Result]:
    """Look at each pool and at each office's settings. Nothing is changed."""
    at_google: dict[str, GoogleSettings] = {}
    good = 0
    for name in paths.office_names():
        try:
            office = load_settings(paths.office(name).settings)
        except WorkerError as stop:
            yield say.stop(name, stop)
            continue
        good += 1
        if office.google is not None:
            at_google[name] = office.google
    yield say.good("settings", "province_settings", count=str(good))
    for pool in settings.pools:
        mine = {it: at_google[it] for it in at_google if settings.pool_of(it) == pool}
        yield from _pool(paths, pool, mine, say)


def _pool(
    paths: ProvincePaths, pool: Pool, offices: dict[str, GoogleSettings], say: Say
) -> Iterator[Result]:
    missing: list[tuple[str, str]] = []

    def check() -> Result:
        any_office = next(iter(offices.values()), None)
        key = GoogleSettings(
            spreadsheet="x" * 20,
            key_file=paths.folder / pool.key_file,
            address=any_office.address if any_office else "",
        )
        signed_in = sign_in_as_set(key, paths.folder)
        with GoogleSession(
            signed_in.credentials,
            signed_in.account,
            address=key.address or None,
            patience=_PATIENCE,
        ) as session:
            shared = frozenset(_shared_with(session))
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


def _shared_with(session: GoogleSession) -> Iterator[str]:
    """Yield the id of every spreadsheet that the account can see."""
    token = ""
    while True:
        wanted = {
            "q": _SHEETS,
            "pageSize": str(_PAGE),
            "fields": "nextPageToken,files(id)",
            "supportsAllDrives": "true",
            "includeItemsFromAllDrives": "true",
            **({"pageToken": token} if token else {}),
        }
        answer = session.get(_FILES, params=wanted).json()
        yield from (str(file["id"]) for file in answer.get("files", ()))
        token = str(answer.get("nextPageToken") or "")
        if not token:
            return
