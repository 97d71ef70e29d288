import re
from pathlib import Path

import pytest

from sync.errors import ConfigError, SettingsLost
from sync.settings.frames import dimension_names, load_frames
from sync.settings.office_file import language_of, load_settings
from sync.settings.values import Settings, SmtpSettings, WatchSettings

ROOT = Path(__file__).parents[2]
_ROUND = """
[[reports.round]]
year = {year}
months = {months}
opens = "{opens}"
closes = "{closes}"
"""


def test_the_commented_settings_that_ship_are_the_defaults() -> None:
    assert load_settings(ROOT / "config/office.toml") == Settings()


def test_no_file_means_every_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "office.toml") == Settings()


@pytest.mark.parametrize("left", ["ledger.db", "documents", "backups"])
def test_settings_that_are_gone_from_an_office_at_work_are_a_stop(
    tmp_path: Path, left: str
) -> None:
    (tmp_path / left).mkdir()

    with pytest.raises(SettingsLost) as stop:
        load_settings(tmp_path / "office.toml")

    assert stop.value.exit_code == 4


HOSTS = ["a..b", f"{'a' * 64}.th", "ho st", "host\\r\\nX", "", ".th", "-a.th", "a:25"]


@pytest.mark.parametrize("host", HOSTS)
def test_a_mail_host_that_no_machine_has_is_a_problem_of_the_settings(
    tmp_path: Path, host: str
) -> None:
    path = tmp_path / "office.toml"
    path.write_text(f'[mail]\nway = "smtp"\n[mail.smtp]\nhost = "{host}"\n', "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    (problem,) = stop.value.problems
    assert problem.startswith("mail.smtp.host: ")
    assert "ไม่ใช่ชื่อเครื่อง" in problem


@pytest.mark.parametrize(
    "host", ["mail.example.com", "localhost", "192.0.2.1", "::1", "อีเมล.ไทย", "a_b.th."]
)
def test_a_mail_host_may_be_any_name_or_number(host: str) -> None:
    assert SmtpSettings(host=host).host == host


@pytest.mark.parametrize("key", ["watch.heartbeat", "watch.heartbeat_fail"])
@pytest.mark.parametrize(
    "address",
    ["http://[bad", "http://a.th:99999/", "http://", "ftp://a.th", "http://a b.th/"]
    + [f"http://{host}/" for host in HOSTS[:4]],
)
def test_an_address_to_call_that_cannot_be_one_is_a_problem_of_the_settings(
    tmp_path: Path, key: str, address: str
) -> None:
    path = tmp_path / "office.toml"
    path.write_text(f'{key} = "{address}"\n', "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    assert [it.partition(":")[0] for it in stop.value.problems] == [key]


def test_an_address_to_call_may_have_a_port_a_number_and_a_query() -> None:
    for address in ("https://a.th/x?y=1#z", "http://[::1]:8080/", "http://1.2.3.4"):
        assert WatchSettings(heartbeat=address).heartbeat == address


def test_all_problems_are_told_at_once_each_with_its_address(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text('language = "fr"\ncolour = 1\n[mail]\nsender = "nobody"\n', "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    addresses = [problem.partition(":")[0] for problem in stop.value.problems]
    assert addresses == ["language", "mail.sender", "colour"]


def test_a_file_that_is_no_toml_is_a_problem_too(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("language = th", "utf-8")

    with pytest.raises(ConfigError):
        load_settings(path)


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (2569, "การสร้างวัฒนธรรมสุจริต"),
        (2563, "การสร้างสังคมที่ไม่ทนต่อการทุจริต"),
        (None, "การสร้างวัฒนธรรมสุจริต"),
        (2600, "การสร้างวัฒนธรรมสุจริต"),
    ],
)
def test_a_year_picks_its_frame(year: int | None, first: str) -> None:
    assert dimension_names(load_frames(), year)[0] == first


def problems(path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as stop:
        load_settings(path)
    return tuple(
        re.sub(r" · (?:บรรทัดที่|line) [0-9].*$", "", each) for each in stop.value.problems
    )


def test_problems_are_told_in_thai_to_a_thai_office(tmp_path: Path) -> None:
    wrong = """
        colour = 1
        [watch]
        look_minutes = 0
        failures = "สาม"
        [document]
        text_digits = "roman"
        pdf = "maybe"
        [mail]
        way = "smtp"
        sender = "nobody"
        [rules]
        ABC999 = "off"
    """
    # what one part is wrong in hides what it lacks as a whole
    lacks = '[mail]\nway = "smtp"'
    unmeant = '[mail]\nway = "gmail"'

    said = problems(tmp_path / "office.toml", wrong)
    said += problems(tmp_path / "office.toml", lacks)
    said += problems(tmp_path / "office.toml", unmeant)

    assert said == (
        "document.text_digits: ต้องเป็นหนึ่งใน 'thai', 'arabic'",
        "document.pdf: ต้องเป็น true หรือ false",
        "mail.sender: รูปแบบไม่ถูกต้อง ดูตัวอย่างใน config/office.toml",
        "watch.look_minutes: ต้องไม่น้อยกว่า 1",
        "watch.failures: ต้องเป็นจำนวนเต็ม เช่น 5 ไม่มีเครื่องหมายคำพูด",
        "rules: ไม่มีข้อตรวจรหัส ABC999",
        "colour: ไม่มีการตั้งค่าชื่อนี้ ชื่อที่ใช้ได้อยู่ใน config/office.toml",
        'mail: way = "smtp" ต้องมีหมวด [mail.smtp]',
        'mail.way = "gmail" ต้องมีหมวด [google]',
    )


def test_problems_are_told_in_english_to_an_english_office(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    said = problems(path, 'language = "en"\n[watch]\nlook_minutes = 0')

    assert said == ("watch.look_minutes: must be at least 1",)
    assert language_of(path) == "en"


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    (said,) = problems(tmp_path / "office.toml", 'log = "text"\nlanguage = th\n')

    assert said.startswith("บรรทัดที่ 2 ตัวที่ 12 เขียนไม่ถูกรูปแบบ TOML")
    assert "no TOML at line 2, letter 12" in said


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("rounds = [9]", "reports.rounds ที่ 1: ต้องเป็นหนึ่งใน 6, 12"),
        (
            _ROUND.format(year=2569, months=6, opens="2569-05-01", closes="2569-04-01"),
            "reports.round ที่ 1: วันปิดรอบอยู่ก่อนวันเปิดรอบ",
        ),
        (
            _ROUND.format(year=9999, months=6, opens="2569-04-01", closes="2569-05-01"),
            "reports.round ที่ 1.year: ไม่ใช่ปี พ.ศ. หรือ ค.ศ. “9999”",
        ),
        (
            _ROUND.format(year=2569, months=6, opens="2569-04-01", closes="เมษายน"),
            "reports.round ที่ 1.closes: ต้องเป็นวันที่ที่มีในปฏิทิน เช่น 2569-12-05",
        ),
        (
            _ROUND.format(year=2569, months=6, opens="2569-04-01", closes="2569-05-01")
            + _ROUND.format(
                year=2026, months=6, opens="2569-04-01", closes="2569-06-01"
            ),
            "reports.round: รอบ 6 เดือน ปี 2569 มีสองครั้ง",
        ),
    ],
)
def test_rounds_that_cannot_be_are_problems_of_the_settings(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = tmp_path / "office.toml"
    path.write_text(f"[reports]\n{line}\n", "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    assert [each.partition(" · ")[0] for each in stop.value.problems] == [problem]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('language = "th"\n\n[mail]\nway = "smpt"\n', "บรรทัดที่ 4 ตั้งไว้เป็น “smpt”"),
        ('[watch]\n# a remark\nnight = "25:00"\n', "บรรทัดที่ 3 ตั้งไว้เป็น “25:00”"),
        ('[mail]\nsender = "secret"\n', "บรรทัดที่ 2"),
        (
            "[[reports.round]]\nyear = 2569\nmonths = 6\nopens = 2026-04-01\n"
            "closes = 2026-05-01\n[[reports.round]]\nyear = 2569\nmonths = 9\n"
            "opens = 2026-10-01\ncloses = 2026-11-01\n",
            "บรรทัดที่ 8 ตั้งไว้เป็น “9”",
        ),
    ],
)
def test_a_problem_tells_the_line_and_what_is_no_secret_of_its_value(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "office.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    assert stop.value.problems[0].partition(" · ")[2] == told


_FRAME = """
[[frame]]
first_year = {first}
last_year = {last}
dimensions = ["หนึ่ง", "สอง", "สาม", "สี่"]
"""


def test_an_office_can_tell_of_a_frame_that_is_not_known_yet(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(_FRAME.format(first=2571, last=2575), "utf-8")

    frames = (*load_settings(path).frames, *load_frames())

    assert dimension_names(frames, 2571) == ("หนึ่ง", "สอง", "สาม", "สี่")
    assert dimension_names(frames, 2570) == load_frames()[0].dimensions


def test_a_frame_ends_after_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(_FRAME.format(first=2575, last=2571), "utf-8")

    with pytest.raises(ConfigError) as stop:
        load_settings(path)

    assert "กรอบแผนจบก่อนเริ่ม" in str(stop.value.problems)


def test_every_variable_that_holds_a_secret_is_known_as_one() -> None:
    server = {"host": "example.go.th", "username": "clerk"}
    settings = Settings.model_validate(
        {
            "google": {
                "spreadsheet": "https://docs.google.com/spreadsheets/d/abc/edit",
                "key_variable": "KEY",
            },
            "mail": {
                "way": "smtp",
                "sender": "plan@example.go.th",
                "smtp": {**server, "password_variable": "SMTP"},
            },
            "notify": {"executives": {"addresses_variable": "CHATS"}},
            "public": {
                "ftps": {**server, "password_variable": "FTPS"},
                "webdav": {
                    "address": "https://example.go.th",
                    "password_variable": "DAV",
                },
            },
        }
    )

    assert settings.secret_variables == {"KEY", "SMTP", "CHATS", "FTPS", "DAV"}
