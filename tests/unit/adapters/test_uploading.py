"""Every server that files are brought to holds them whole, and nobody else's is touched."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from sync.adapters.publishing.ftps import FtpsWay
from sync.adapters.publishing.upload import bring
from sync.adapters.publishing.webdav import WebdavWay
from sync.errors import MailSecretMissing, PublicUndelivered
from sync.model.public import LIST, digest_of, listed
from sync.ports import PublicWay
from sync.settings.public import FtpsSettings, WebdavSettings
from tests.serving import serving
from tests.smtp.certificates import authority
from tests.unit.adapters.remote import PASSWORD, USER, Files, Ftps, Webdav

FILES = {"index.html": b"one", "plan.csv": b"a\r\nb\r\n", "plan.html": b"\x00\xff" * 9}
LATER = {"index.html": b"two", "plan.html": FILES["plan.html"], "more.pdf": b"%PDF"}


class Place:
    """A server, and the way to it."""

    def __init__(self, kind: str, files: Files) -> None:
        self.files, self.kind = files, kind
        self.server: Webdav | Ftps
        if kind == "webdav":
            self.server = Webdav(files)
        else:
            self.server = Ftps(files, authority().serving("127.0.0.1"))

    def way(self, password: str = PASSWORD) -> PublicWay:
        def secret() -> str:
            if not password:
                raise MailSecretMissing("public-password.txt", "empty")
            return password

        if isinstance(self.server, Webdav):
            address = self.server.address
            return WebdavWay(WebdavSettings(address=address, username=USER), secret)
        port = self.server.server_address[1]
        settings = FtpsSettings(
            host="127.0.0.1", port=port, folder="site", username=USER, timeout=10
        )
        return FtpsWay(settings, secret, authority().trusted)


@pytest.fixture(params=["webdav", "ftps"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    place = Place(request.param, Files())
    with serving(place.server):
        yield place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, files: Mapping[str, bytes]) -> Mapping[str, str]:
    digests = {name: digest_of(content) for name, content in files.items()}
    for name, content in {**files, LIST: listed(digests)}.items():
        (folder / name).write_bytes(content)
    return digests


def shown(place: Place) -> Mapping[str, bytes]:
    return {name: it for name, it in place.files.content.items() if name != LIST}


def test_a_place_holds_what_the_folder_does_and_what_others_put_there(
    place: Place, folder: Path
) -> None:
    place.files.content["logo.png"] = b"theirs"
    place.way().deliver(folder, put(folder, FILES))
    assert shown(place) == {**FILES, "logo.png": b"theirs"}

    place.way().deliver(folder, put(folder, LATER))
    assert shown(place) == {**LATER, "logo.png": b"theirs"}


def test_only_what_is_new_is_sent_and_the_list_of_all_last(
    place: Place, folder: Path
) -> None:
    place.way().deliver(folder, put(folder, FILES))
    place.files.steps.clear()

    place.way().deliver(folder, put(folder, LATER))

    renamed = [name for step, name in place.files.steps if step == "rename"]
    beside = [f"{it}.plan-sync-new" for it in ("more.pdf", "index.html", LIST)]
    assert renamed == beside


def test_somebody_elses_file_under_a_name_of_ours_is_left_alone(
    place: Place, folder: Path
) -> None:
    place.files.content["index.html"] = b"the office's front page"

    with pytest.raises(PublicUndelivered, match="not ours"):
        place.way().deliver(folder, put(folder, FILES))

    assert shown(place) == {"index.html": b"the office's front page"}


@pytest.mark.parametrize("step", ["write", "rename", "read"])
def test_a_step_that_is_refused_leaves_no_file_by_halves_and_the_next_time_ends_it(
    place: Place, folder: Path, step: str
) -> None:
    place.way().deliver(folder, put(folder, FILES))
    place.files.refuses = step
    with pytest.raises(PublicUndelivered):
        place.way().deliver(folder, put(folder, LATER))
    whole = {name: it for name, it in shown(place).items() if name in FILES}
    assert whole == FILES

    place.files.refuses = ""
    place.way().deliver(folder, put(folder, LATER))
    assert shown(place) == LATER


def test_what_did_not_arrive_as_it_was_sent_takes_no_place(
    place: Place, folder: Path
) -> None:
    place.files.spoils = True

    with pytest.raises(PublicUndelivered, match="not as it was sent"):
        place.way().deliver(folder, put(folder, FILES))

    assert not shown(place).keys() & FILES.keys()


class Cut(Exception):
    """The worker was killed, or the line cut."""


class Shelf:
    """A store in memory that is cut off after so many steps."""

    def __init__(self, content: dict[str, bytes], steps: int = 10_000) -> None:
        self.content, self.left = content, steps

    def _step(self) -> None:
        if not self.left:
            raise Cut
        self.left -= 1

    def read(self, name: str) -> bytes | None:
        return self.content.get(name)

    def write(self, name: str, content: bytes) -> None:
        self._step()
        self.content[name] = content

    def rename(self, name: str, new: str) -> None:
        self._step()
        self.content[new] = self.content.pop(name)

    def remove(self, name: str) -> None:
        self._step()
        self.content.pop(name, None)


LAST = {"index.html": b"three", "plan.csv": FILES["plan.csv"], "later.csv": b"3"}


@pytest.mark.parametrize("first", [{}, FILES], ids=["the first time", "again"])
@pytest.mark.parametrize("last", [LAST, FILES], ids=["something newer", "as before"])
@pytest.mark.parametrize("cut", range(12))
def test_cut_off_at_any_step_the_next_delivery_ends_it_whatever_changed_since(
    folder: Path, first: Mapping[str, bytes], last: Mapping[str, bytes], cut: int
) -> None:
    content = {"logo.png": b"theirs"}
    if first:
        bring(Shelf(content), folder, put(folder, first), "shelf")
    with suppress(Cut):
        bring(Shelf(content, cut), folder, put(folder, LATER), "shelf")

    bring(Shelf(content), folder, put(folder, last), "shelf")

    lists = listed({name: digest_of(it) for name, it in last.items()})
    assert content == {**last, LIST: lists, "logo.png": b"theirs"}


@pytest.mark.parametrize("by_hand", [b"by hand", None], ids=["changed", "gone"])
def test_a_file_that_is_another_since_the_folder_was_put_is_not_sent(
    folder: Path, by_hand: bytes | None
) -> None:
    content: dict[str, bytes] = {}
    digests = put(folder, FILES)
    (folder / "index.html").unlink()
    if by_hand:
        (folder / "index.html").write_bytes(by_hand)

    with pytest.raises(PublicUndelivered, match=r"index\.html"):
        bring(Shelf(content), folder, digests, "shelf")

    assert "index.html" not in content
    bring(Shelf(content), folder, put(folder, FILES), "shelf")
    assert {name: content[name] for name in FILES} == FILES


@pytest.mark.parametrize("name", ["../theirs", "/etc/theirs", "a/../../b", ".."])
def test_a_list_at_the_other_end_that_leads_out_of_the_folder_removes_nothing(
    folder: Path, name: str
) -> None:
    content = {name: b"theirs", LIST: f"{digest_of(b'theirs')}  {name}\n".encode()}

    bring(Shelf(content), folder, put(folder, FILES), "shelf")

    assert content[name] == b"theirs"


@pytest.mark.parametrize(
    "password",
    ["wrong", "wrong รหัสลับ", "wrong\nline", "wrong \udcff", ""],
    ids=["wrong", "Thai", "two lines", "no letters", "missing"],
)
def test_without_the_password_nothing_is_sent_and_it_is_told_nowhere(
    place: Place, folder: Path, password: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(PublicUndelivered) as stop:
        place.way(password).deliver(folder, put(folder, FILES))

    assert shown(place) == {}
    told = f"{stop.value} {place.way().name} {caplog.text}"
    assert "wrong" not in told
    assert PASSWORD not in told


def test_a_server_that_is_not_there_is_told(place: Place, folder: Path) -> None:
    way = place.way()
    digests = put(folder, FILES)
    place.server.shutdown()
    place.server.server_close()

    with pytest.raises(PublicUndelivered):
        way.deliver(folder, digests)


def test_a_server_that_nobody_vouches_for_gets_no_password(folder: Path) -> None:
    place = Place("ftps", Files())
    with serving(place.server):
        port = place.server.server_address[1]
        settings = FtpsSettings(host="127.0.0.1", port=port, username=USER, timeout=10)
        with pytest.raises(PublicUndelivered, match="SSLCertVerificationError"):
            FtpsWay(settings, lambda: PASSWORD).deliver(folder, put(folder, FILES))

    assert place.files.steps == []
