"""The chain of versions: what its keeper alters is noticed, and what is the same is one."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.chain import (
    Break,
    Chained,
    Finished,
    Link,
    canonical,
    code_of,
    first_break,
    link_after,
)

TODAY = date(2026, 11, 29)
PLAN = Finished(
    Chained.PLAN, 2570, "อบต.ตัวอย่าง", date(2026, 11, 28), canonical({"name": "ก"})
)


def chain_of(*versions: Finished) -> list[Link]:
    links: list[Link] = []
    for days, finished in enumerate(versions):
        same = [link for link in links if link.is_of(finished)]
        link = link_after(
            links[-1] if links else None,
            same[-1] if same else None,
            finished,
            TODAY + timedelta(days=days),
        )
        if link not in links:
            links.append(link)
    return links


def saying(text: str, document: Chained = Chained.PLAN) -> Finished:
    return replace(PLAN, document=document, content=canonical({"name": text}))


FOUR = chain_of(saying("ก"), saying("ข"), saying("ก", Chained.REPORT_6), saying("ค"))


def test_a_version_names_what_it_is_and_the_entry_before_it() -> None:
    first, second = chain_of(saying("ก"), saying("ข"))

    assert json.loads(second.text) == {
        "as_of": "2026-11-28",
        "content": hashlib.sha256('{"name":"ข"}'.encode()).hexdigest(),
        "document": "plan",
        "noted": "2026-11-30",
        "number": 2,
        "office": "อบต.ตัวอย่าง",
        "previous": hashlib.sha256(first.text.encode()).hexdigest(),
        "version": 2,
        "year": 2570,
    }
    assert json.loads(first.text)["previous"] == ""


def test_a_version_that_stands_already_is_not_entered_again() -> None:
    assert len(chain_of(saying("ก"), saying("ก"))) == 1
    later = replace(saying("ก"), as_of=date(2026, 12, 24))
    assert len(chain_of(saying("ก"), later)) == 1


def test_a_version_that_comes_back_is_a_version_of_its_own() -> None:
    links = chain_of(saying("ก"), saying("ข"), saying("ก"))

    assert [link.facts()["version"] for link in links] == [1, 2, 3]


def test_documents_and_years_are_counted_by_themselves() -> None:
    links = chain_of(
        saying("ก"),
        saying("ก", Chained.REPORT_6),
        replace(saying("ก"), year=2571),
        saying("ข"),
    )

    assert [link.facts()["version"] for link in links] == [1, 1, 1, 2]


def test_an_office_of_another_name_is_another_version() -> None:
    assert len(chain_of(PLAN, replace(PLAN, office="อบต.อื่น"))) == 2


def test_a_chain_as_it_was_written_has_no_break() -> None:
    assert first_break(FOUR) is None
    assert first_break([]) is None


ALTERED = st.sampled_from(["text", "code", "content", "number"])


@given(place=st.integers(0, 3), what=ALTERED, data=st.data())
def test_whatever_is_altered_is_noticed_where_it_is(
    place: int, what: str, data: st.DataObject
) -> None:
    links = list(FOUR)
    was = getattr(links[place], what)
    if what == "number":
        new: object = data.draw(st.integers(-1, 9).filter(lambda n: n != was))
    else:
        at = data.draw(st.integers(0, len(was) - 1))
        letter = data.draw(st.characters().filter(lambda c: c != was[at]))
        new = was[:at] + letter + was[at + 1 :]
    altered: dict[str, Any] = {what: new}
    links[place] = replace(links[place], **altered)

    found = first_break(links)

    assert found is not None
    assert found[0] == place + 1


def resealed(link: Link, **facts: object) -> Link:
    """Return an entry that says something else and bears a code that fits."""
    text = canonical({**link.facts(), **facts})
    return replace(link, text=text, code=code_of(text))


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([resealed(FOUR[0], office="อบต.อื่น"), *FOUR[1:]], (2, Break.ORDER)),
        ([*FOUR[:2], resealed(FOUR[2], version=9), FOUR[3]], (4, Break.ORDER)),
        ([FOUR[0], *FOUR[2:]], (2, Break.ORDER)),
        ([FOUR[1], FOUR[0], *FOUR[2:]], (1, Break.ORDER)),
        ([FOUR[0], FOUR[0], *FOUR[1:]], (2, Break.ORDER)),
        (FOUR[1:], (1, Break.ORDER)),
        ([replace(FOUR[0], text="[]", code=code_of("[]"))], (1, Break.UNREADABLE)),
        ([replace(FOUR[0], content="{}")], (1, Break.CONTENT)),
    ],
    ids=["sealed anew", "later", "left out", "exchanged", "twice", "first", "[]", "{}"],
)
def test_what_is_sealed_anew_is_noticed_by_the_entry_after_it(
    links: Sequence[Link], found: tuple[int, Break]
) -> None:
    assert first_break(links) == found


def test_what_only_a_witness_outside_can_tell_is_not_claimed() -> None:
    assert first_break(FOUR[:3]) is None
    assert first_break([*FOUR[:3], resealed(FOUR[3], office="อบต.อื่น")]) is None


@given(
    st.dictionaries(
        st.text("abc_", min_size=1),
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    )
)
def test_equal_values_have_one_form_in_whatever_order(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))

    assert canonical(turned) == canonical(value)
    assert json.loads(canonical(value)) == value


def test_the_form_is_that_of_rfc_8785() -> None:
    value = {"b": [1, True, None], "a": 'ก"\\/\b\t\n\x0f\x7f€'}

    assert (
        canonical(value) == '{"a":"ก\\"\\\\/\\b\\t\\n\\u000f\x7f€","b":[1,true,null]}'
    )
