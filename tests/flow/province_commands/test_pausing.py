"""Offices are paused and resumed."""

import json

from sync.province.listed import note_known
from sync.province.places import ProvincePaths
from sync.province.registry import Known, Listed
from sync.province.sharing import Alone
from tests.flow.province_commands.running import LINK, Run


def test_offices_are_paused_and_resumed_by_name_or_all(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)

    run("pause", "a")
    one = paths.paused_names()
    run("pause")
    every = paths.paused_names()
    run("resume")

    assert one == {"a"}
    assert "*" in every
    assert paths.paused_names() == frozenset()


def test_a_night_asked_for_of_a_paused_office_is_refused_at_once(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    run("pause", "a")
    one = run("now", "a")
    run("pause")
    some, every = run("now", "b"), run("now")

    assert (one.exit_code, some.exit_code, every.exit_code) == (1, 1, 1)
    assert one.output == "หยุดพักอยู่ จึงไม่ทำ: a ให้ทำต่อด้วย run.py province resume a\n"
    said = "ทุกหน่วยงานหยุดพักอยู่ จึงไม่มีการทำงานใด ให้ทำต่อด้วย run.py province resume\n"
    assert (some.output, every.output) == (said, said)
    assert not paths.engine.exists()


def test_resuming_one_where_all_are_paused_says_that_all_are(run: Run) -> None:
    run("init")
    run("add", "a", LINK)
    run("pause")

    assert "ทุกหน่วยงานหยุดพักอยู่" in run("resume", "a").output


def test_a_broken_office_is_shown_though_all_are_paused(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    paths.office("a").settings.write_text("x = [", "utf-8")
    run("pause")

    status = run("status")

    assert status.exit_code == 0  # a person has paused it, and nobody is called
    assert "ทุกหน่วยงานหยุดพักอยู่" in status.output
    assert "a\tหยุดพักไว้\tใช้การตั้งค่าไม่ได้" in status.output
    assert "b\t" not in status.output
    # each of its problems on a line of its own
    assert any(it.startswith("  - ") for it in status.output.splitlines())


def test_who_is_paused_is_read_however_people_saved_it(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    paths.paused.write_bytes(b"\xef\xbb\xbf a \r\n\xff\xfe\r\n")

    assert "a" in paths.paused_names()
    assert run("status").exit_code == 0


def test_an_office_that_is_off_in_the_list_stays_paused_and_resume_says_so(
    paths: ProvincePaths, run: Run
) -> None:
    run("init")
    run("add", "a", LINK)
    run("add", "b", LINK)
    own = f'[registry]\nspreadsheet = "{LINK}"\n'
    pool = '[[pool]]\nname = "north"\nkey_file = "keys/north.json"\n'
    paths.settings.write_text(f'language = "en"\n{own}{pool}', "utf-8")
    note_known(Alone(paths), Known({"a": Listed("1a", on=False), "b": Listed("1b")}))

    resumed, status = run("resume"), json.loads(run("status", "--json").output)

    assert "Still paused" in resumed.output
    assert resumed.output.rstrip().endswith(": a")
    health = {it["office"]: it["health"] for it in status["offices"]}
    assert health == {"a": "paused", "b": "new"}
