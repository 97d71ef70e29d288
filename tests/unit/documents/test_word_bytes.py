"""The same plan gives the same bytes, and they tell what they are."""

import gc
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from docx.opc.package import OpcPackage

from sync.model.plan import Info
from sync.worker.garbage import collect_seldom
from tests.unit.documents.word import opened, render
from tests.unit.fictional import INFO, PLAN


def test_a_document_that_was_made_is_let_go_of_at_once() -> None:
    gc.collect()  # of other tests
    usual = gc.get_threshold()
    collect_seldom()
    try:
        for _ in range(5):
            render(PLAN)
        kept = [thing for thing in gc.get_objects() if isinstance(thing, OpcPackage)]
    finally:
        gc.set_threshold(*usual)

    assert kept == []


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render(PLAN, errors=1) == render(PLAN, errors=1)


def test_the_package_has_fixed_times_and_order() -> None:
    with zipfile.ZipFile(BytesIO(render(PLAN))) as package:
        names = package.namelist()
        times = {info.date_time for info in package.infolist()}

    assert names == ["[Content_Types].xml", *sorted(set(names[1:]))]
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_document_tells_what_it_is() -> None:
    properties = opened(render(PLAN)).core_properties

    assert properties.title == "แผนปฏิบัติการป้องกันการทุจริต"
    assert properties.author == "องค์การบริหารส่วนตำบลธารสมมุติ"
    assert (properties.language, properties.revision) == ("th-TH", 1)
    day = datetime.fromisoformat("2026-11-16T00:00:00+00:00")
    assert [
        moment and moment.replace(tzinfo=day.tzinfo)
        for moment in (properties.created, properties.modified)
    ] == [day, day]


def test_a_title_longer_than_word_takes_is_cut() -> None:
    info = replace(INFO, texts={Info.TITLE: "ก้" * 400, Info.OFFICE: "ก" * 400})

    properties = opened(render(replace(PLAN, info=info))).core_properties

    assert len(properties.title) <= 255
    assert len(properties.author) <= 255
