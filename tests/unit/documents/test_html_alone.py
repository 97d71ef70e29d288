"""The page stands alone in one file: nothing is fetched, nothing runs."""

import pytest

from sync.model.plan import Plan
from tests.unit.documents.pages import HOSTILE, page_of, tree_of
from tests.unit.fictional import PLAN, plan_with


@pytest.mark.parametrize("plan", [PLAN, *map(plan_with, HOSTILE)])
def test_nothing_is_fetched_and_nothing_runs(plan: Plan) -> None:
    page = tree_of(page_of(plan, errors=1))

    nodes = list(page.all())
    fetching = {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert fetching.isdisjoint(node.tag for node in nodes)
    names = {name for node in nodes for name in node.attributes}
    assert {"src", "srcset", "style", "action"}.isdisjoint(names)
    assert not [name for name in names if name.startswith("on")]
    style = page.one("style").text()
    assert "url(" not in style
    assert "@import" not in style


def test_its_policy_forbids_what_it_does_not_need() -> None:
    page = tree_of(page_of(PLAN))

    (policy,) = (
        node.attributes["content"]
        for node in page.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
