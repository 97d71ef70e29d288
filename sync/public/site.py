"""Site: all files of the public folder, of the versions that are shown.

Names never change: ``plan-2570.html`` is the version that counts, whichever that is, and
each version has files under its own day besides, for ever. One that counts no more
points to the one that does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sync.documents.html import render_page
from sync.documents.public_view import (
    EventView,
    IndexView,
    LinkView,
    ListedView,
    NoticeView,
    PublicView,
    YearView,
)
from sync.documents.report_view import ReportView
from sync.documents.view import PlanView
from sync.model.chain import Chained
from sync.model.plan import Info
from sync.plan.text import digit_style, printable
from sync.public.catalogue import (
    HOME,
    Dataset,
    data_package,
    dcat_catalog,
    for_registration,
    said_of,
    said_of_all,
    with_metadata,
)
from sync.public.data import as_csv, as_json, columns_of, rows_of
from sync.public.differences import difference
from sync.public.editions import Edition
from sync.public.masking import without_personal
from sync.public.printing import Press, info_for, page_of, title_of
from sync.public.shown import Publicised, Shown
from sync.public.standing import EARLIER, Stands, stands
from sync.settings.public import PublicSettings
from sync.thai.dates import long_date

Files = Mapping[str, bytes]
_MOST_EVENTS = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """A version as it was printed: its view, and its PDF where there is one."""

    view: PlanView | ReportView
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class Site:
    """What the public folder is made of.

    ``printed`` has every version that is shown or was, by its code; ``schema`` is what
    describes the JSON files, ``code`` that of the chain's end.
    """

    shown: Sequence[Shown]
    printed: Mapping[str, Printed]
    press: Press
    settings: PublicSettings
    schema: bytes
    code: str

    def files(self) -> Files:
        """Return every file by its name.

        Raises:
            TemplateError: a page's template is broken.
        """
        files: dict[str, bytes] = {}
        datasets = []
        for shown in self.shown:
            how = stands(shown, self.press.words)
            if shown.current is None:
                files[f"{shown.name}.html"] = self._notice(shown, how)
                for edition in shown.earlier:
                    files[f"{edition.dated_name}.html"] = self._notice(shown, how)
                continue
            for edition in (shown.current, *shown.earlier):
                files |= self._edition(shown, edition, edition.dated_name, how)
            current = self._edition(shown, shown.current, shown.current.name, how)
            files |= current
            datasets.append(self._dataset(shown.current, current))
        files |= self._lists(datasets)
        files[HOME] = self._index(files, datasets)
        return files

    # --- a version ----------------------------------------------------------------

    def _edition(self, shown: Shown, edition: Edition, name: str, how: Stands) -> Files:
        """Return the files of a version, under one of its names."""
        is_current = edition is shown.current
        printed = self.printed[edition.code]
        rows = rows_of(edition, self.press.label, problems=self.press.problems)
        state = how.facts if is_current else EARLIER
        files = {
            f"{name}.csv": as_csv(rows, columns_of(edition)),
            f"{name}.json": as_json(rows, edition, state),
        }
        if printed.pdf:
            files[f"{name}.pdf"] = printed.pdf
        public = PublicView(
            state=how.state if is_current else self._old(edition),
            lines=(
                *(map(self._show, how.lines) if is_current else ()),
                *self._hidden(edition),
            ),
            newer="" if is_current else f"{shown.name}.html",
            home=HOME,
            files=self._links(files, name),
        )
        page = page_of(edition, printed.view, public, self.press)
        about = self._dataset(edition, files, name)
        files[f"{name}.html"] = with_metadata(page, said_of(about)).encode()
        return files

    def _old(self, edition: Edition) -> str:
        said = self.press.words.say("public.state_old", version=str(edition.version))
        return self._show(said)

    def _hidden(self, edition: Edition) -> tuple[str, ...]:
        if not edition.months or self.press.problems:
            return ()
        return (self.press.words.say("public.problems_hidden"),)

    def _links(self, files: Files, name: str) -> tuple[LinkView, ...]:
        """Return the files of a version to download, largest use first."""
        kinds = [kind for kind in ("pdf", "csv", "json") if f"{name}.{kind}" in files]
        return tuple(
            LinkView(
                kind.upper(),
                f"{name}.{kind}",
                _size(len(files[f"{name}.{kind}"])),
            )
            for kind in kinds
        )

    def _notice(self, shown: Shown, how: Stands) -> bytes:
        edition = shown.before[0].edition
        view = NoticeView(
            title=self._show(title_of(edition, self.press.words)),
            office=self._show(printable(edition.office)),
            state=how.state,
            home=HOME,
            thai_digits=self.press.settings.text_digits == "thai",
        )
        return self._page("web/notice.html", view)

    # --- all of them --------------------------------------------------------------

    def _index(self, files: Files, datasets: Sequence[Dataset]) -> bytes:
        words = self.press.words
        office, place = self._office()
        view = IndexView(
            office=office,
            place=place,
            years=tuple(self._years(files)),
            history=tuple(self._history(files)),
            files=tuple(
                LinkView(words.say(f"public.{name}_file"), address)
                for name, address in _LISTS.items()
            ),
            maintainer=self.settings.maintainer or office,
            contact=self.settings.contact,
            licence=self.settings.licence,
            code=self.code,
            thai_digits=self.press.settings.text_digits == "thai",
        )
        page = self._page("web/index.html", view).decode()
        return with_metadata(page, said_of_all(datasets)).encode()

    def _page(self, name: str, view: IndexView | NoticeView) -> bytes:
        press = self.press
        return render_page(view, press.template(name), press.settings).encode()

    def _office(self) -> tuple[str, str]:
        latest = self._latest()
        if latest is None:
            return "–", ""
        info = info_for(latest, self.press.plans)
        said = self.press.words.say(
            "public.place",
            amphoe=_bare(info.text(Info.AMPHOE), "อำเภอ", "อ."),
            province=_bare(info.text(Info.PROVINCE), "จังหวัด", "จ."),
        )
        there = info.text(Info.AMPHOE) and info.text(Info.PROVINCE)
        return self._show(printable(latest.office)), self._show(said) if there else ""

    def _latest(self) -> Edition | None:
        every = [
            it.current or it.before[0].edition
            for it in self.shown
            if it.current or it.before
        ]
        return max(every, key=lambda it: it.number, default=None)

    def _years(self, files: Files) -> Iterator[YearView]:
        for year in dict.fromkeys(each.year for each in self.shown):
            listed = [
                self._listed(each, files) for each in self.shown if each.year == year
            ]
            yield YearView(self._show(str(year)), tuple(listed))

    def _listed(self, shown: Shown, files: Files) -> ListedView:
        words, how = self.press.words, stands(shown, self.press.words)
        edition = shown.current or shown.before[0].edition
        current = shown.current
        number = words.say("public.version", version=str(edition.version))
        since = {each.edition.code: each.since for each in reversed(shown.before)}
        return ListedView(
            title=self._show(title_of(edition, words)),
            address=f"{shown.name}.html",
            state=how.state,
            kind="good" if how.is_good else "plain" if current else "none",
            lines=tuple(map(self._show, how.lines)),
            as_of=self._show(long_date(edition.as_of)),
            version=self._show(number) if current else "",
            code=edition.short_code,
            signed=how.signed,
            files=self._links(files, edition.name) if current else (),
            earlier=tuple(
                self._earlier(each, since[each.code])
                for each in (shown.earlier if current else ())
            ),
        )

    def _earlier(self, edition: Edition, since: date) -> LinkView:
        said = self.press.words.say(
            "public.earlier", version=str(edition.version), date=long_date(since)
        )
        return LinkView(self._show(said), f"{edition.dated_name}.html")

    def _history(self, files: Files) -> Iterator[EventView]:
        """Yield what was published when, the latest first."""
        words, events = self.press.words, []
        for shown in self.shown:
            for place, each in enumerate(shown.before):
                if f"{each.edition.dated_name}.html" in files:
                    said = self._change(each, shown.before[place + 1 :])
                    events.append((each.since, each.edition.number, each.edition, said))
        events.sort(key=lambda event: event[:2], reverse=True)
        for since, _, edition, said in events[:_MOST_EVENTS]:
            title = title_of(edition, words)
            version = str(edition.version)
            yield EventView(
                self._show(long_date(since)),
                self._show(words.say("public.event", title=title, version=version)),
                f"{edition.dated_name}.html",
                self._show(said),
            )

    def _change(self, each: Publicised, older: Sequence[Publicised]) -> str:
        words = self.press.words
        if not older:
            return words.say("public.first")
        if any(it.edition.code == each.edition.code for it in older):
            return words.say("public.again")
        return difference(older[0].edition, each.edition, words)

    def _lists(self, datasets: Sequence[Dataset]) -> Files:
        office, _ = self._office()
        words = self.press.words
        title = words.say("public.index_title", office=office)
        return {
            _LISTS["schema"]: self.schema,
            _LISTS["package"]: data_package(title, datasets),
            _LISTS["catalogue"]: dcat_catalog(title, datasets),
            _LISTS["gd"]: for_registration(datasets, self.settings, words).encode(),
        }

    def _dataset(self, edition: Edition, files: Files, name: str = "") -> Dataset:
        words, settings = self.press.words, self.settings
        office = digit_style("arabic")(without_personal(printable(edition.office)))
        title = title_of(edition, words)
        return Dataset(
            name=name or edition.name,
            title=f"{title} {office}",
            description=words.say("public.described", title=title, office=office),
            keywords=tuple(words.say("public.keywords").split(", ")),
            publisher=settings.maintainer or office,
            licence=settings.licence,
            base=settings.address.rstrip("/"),
            as_of=edition.as_of,
            version=str(edition.version),
            is_report=edition.document is not Chained.PLAN,
            columns=columns_of(edition),
            files=files,
        )

    def _show(self, text: str) -> str:
        return digit_style(self.press.settings.text_digits)(text)


_LISTS = {
    "package": "datapackage.json",
    "catalogue": "catalog.jsonld",
    "schema": "schema.json",
    "gd": "gd-catalog.txt",
    "list": "SHA256SUMS",
}
"""Files about all the others; the last is made with the folder itself."""


def _bare(text: str, *words: str) -> str:
    shown = printable(text)
    for word in words:
        shown = shown.removeprefix(word).strip()
    return shown


def _size(count: int) -> str:
    return f"{max(1, round(count / 1024)):,} KB"
