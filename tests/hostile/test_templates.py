"""Templates that try to get out, never to end or to fill the memory."""

import io
import os
import time
import zipfile
from collections.abc import Callable, Iterator

import docx
import pytest

from sync.documents.html import render_page
from sync.documents.sandbox import TOO_MUCH
from sync.documents.view import PlanView, view_plan
from sync.documents.word import Properties, context_of, render_word
from sync.errors import TemplateError
from sync.model.documents import Template
from sync.model.plan import Info
from sync.plan.matching import match_details
from sync.plan.totals import compute_totals
from sync.settings.values import DocumentSettings
from templates.word.documents import TEMPLATES
from tests.hostile.children import measured
from tests.unit.documents.word import AS_OF, edited, lines, opened
from tests.unit.fictional import DIMENSIONS, PLAN

pytestmark = pytest.mark.slow

SETTINGS = DocumentSettings(text_digits="arabic")

ESCAPES = (
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ projects[0].__class__.__init__.__globals__ }}",
    "{{ projects[0]['__class__'] }}",
    "{{ '{0.__class__}'.format(office) }}",
    "{{ '{0.__class__}'|format(office) }}",
    "{{ '%(x)s' % {'x': office} }}",
    "{{ range.__self__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__.os.popen('id').read() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__ }}",
    "{{ environment.spend(-10) }}",
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as x %}",
    "{% from '/etc/passwd' import x %}",
    "{% extends '/etc/passwd' %}",
    "{{ [1].append(2) }}",
    "{{ dict(a=1).update(b=2) }}",
    "{{ office|safe }}",
)
ENDLESS = (
    "{{ range(10**9)|list }}",
    "{{ range(1000000000)|list }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in [[1],[1]] recursive %}{{ loop([[1],[1]]) }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    f"{{% for a in range(99999) %}}{'ก' * 20_000}{{% endfor %}}",
    "{{ 'x' * 10**9 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ (1,) * 1000000000 }}",
    "{{ 1000000000 * 'x' }}",
    "{{ 10**10**8 }}",
    "{{ 9**9**9**9 }}",
    "{{ '%01000000000d' % 1 }}",
    "{{ '%01000000000d'|format(1) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ '{:>1000000000}'.format_map({}) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ '\t'.expandtabs(1000000000) }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ 'x\ny'|indent(1000000000) }}",
    "{{ (1, 2)|batch(1000000000, 'x')|list }}",
    "{{ lipsum(n=100000000) }}",
    f"{{{{ range(99999)|join('{'x' * 9999}') }}}}",
    f"{{% set a = '{'x' * 9999}' %}}{{{{ a|replace('x', a)|replace('x', a) }}}}",
    f"{{% set a = '{'x' * 9999}' %}}{{{{ a.replace('x', a).replace('x', a) }}}}",
    "{% set a = 'xxxxxxxx' %}" + "{% set a = a ~ a ~ a ~ a %}" * 30,
    "{% set a = 'xxxxxxxx' %}" + "{% set a = a + a %}" * 60,
    "{% set a = [1] %}" + "{% set a = a + a %}" * 60,
    "{% set a = office %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
)
USUAL = {
    "{{ 2 * 8 - 3 }} {{ 8 % 3 }}": "13 2",
    "{{ office ~ ' (' ~ fiscal_year ~ ')' }}": "องค์การบริหารส่วนตำบลธารสมมุติ (2570)",
    "{{ 'ปี ' + fiscal_year }}": "ปี 2570",
    "{{ english_title|map(attribute='text')|list|length }}": "2",
    "{{ 'a, b'.split(', ')|join(' · ') }}": "a · b",
    "{{ office.removeprefix('องค์การบริหารส่วนตำบล') }}": "ธารสมมุติ",
    "{% set n = namespace(a=0) %}{% for p in projects %}{% set n.a = n.a + 1 %}{% endfor %}{{ n.a }}": "2",
    "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice('ก') }}": "กก",
    "{{ projects|map(attribute='name')|first|truncate(12) }}": "โครงการอบ...",
}


def view() -> PlanView:
    return view_plan(
        PLAN,
        compute_totals(PLAN),
        match_details(PLAN),
        dimensions=DIMENSIONS,
        as_of=AS_OF,
        errors=0,
        content_code="",
        settings=SETTINGS,
    )


def word(template: bytes) -> bytes:
    properties = Properties("แผน", PLAN.info.text(Info.OFFICE), AS_OF)
    where = Template("plan.docx", template)
    return render_word(where, context_of(view()), properties, SETTINGS)


def with_tag(tag: str) -> bytes:
    return edited(lambda text: text.replace("{{ office }}", tag, 1))


def page(tag: str) -> str:
    return render_page(view(), Template("web/plan.html", tag.encode()), SETTINGS)


def stop(work: Callable[[], object]) -> TemplateError:
    began = time.process_time()
    with pytest.raises(TemplateError) as caught:
        work()
    assert time.process_time() - began < 15
    return caught.value


@pytest.mark.parametrize("tag", ESCAPES)
def test_what_tries_to_get_out_is_refused(tag: str) -> None:
    for refused in (stop(lambda: word(with_tag(tag))), stop(lambda: page(tag))):
        assert "root:" not in refused.facts["why"]
        assert "<class" not in refused.facts["why"]
        assert len(refused.facts["why"]) < 400


@pytest.mark.parametrize("tag", ENDLESS[-6:-3])
def test_what_has_no_end_ends_soon(tag: str) -> None:
    why = stop(lambda: page(tag)).facts["why"]

    assert len(why) < 400


def every_endless() -> Iterator[str]:
    """Yield what each of them is refused with."""
    for tag in ENDLESS:
        try:
            yield f"{tag[:60]}: {len(word(with_tag(tag)))}"
        except TemplateError:
            continue
        except MemoryError:
            yield f"{tag[:60]}: memory"


@pytest.mark.skipif(os.name != "posix", reason="memory as POSIX tells it")
def test_what_fills_the_memory_is_refused_before_it_does() -> None:
    took = measured(
        "from tests.hostile.test_templates import every_endless",
        "print(*every_endless())",
        seconds=120,
    )

    assert took.said == ""
    assert took.megabytes < 700


def test_what_prints_too_much_is_told_with_its_place() -> None:
    tag = (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    )

    assert stop(lambda: word(with_tag(tag))).facts == {
        "template": "plan.docx",
        "why": f"{TOO_MUCH} – “{tag}”",
    }


@pytest.mark.parametrize(("tag", "prints"), USUAL.items())
def test_what_staff_need_works_as_ever(tag: str, prints: str) -> None:
    assert page(tag) == prints
    assert prints in lines(opened(word(with_tag(tag))))


# --- the file itself ------------------------------------------------------------------


def with_part(
    name: str, content: bytes, template: bytes = TEMPLATES["plan.docx"]
) -> bytes:
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as source,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for old in source.namelist():
            if old != name:
                target.writestr(old, source.read(old))
        target.writestr(name, content)
    return saved.getvalue()


def hiding() -> bytes:
    """Return a template with a part that says it has a thousand bytes."""
    content = bytearray(with_part("word/media/x.bin", bytes(300 * 2**20)))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    saved = io.BytesIO(TEMPLATES["plan.docx"])
    with zipfile.ZipFile(saved, "a") as package:
        for number in range(5_000):
            package.writestr(f"word/media/{number}", b"")
    return saved.getvalue()


PACKAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part that hides its size": (hiding, "BadZipFile"),
    "five thousand parts": (many_parts, "more than 5,000 parts"),
    "text without end": (
        lambda: with_part("word/header9.xml", b"<a>" + b"x" * 5 * 2**20 + b"</a>"),
        "word/header9.xml has more than 4 MB",
    ),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_made_to_fill_the_memory_is_refused(kind: str) -> None:
    make, why = PACKAGES[kind]
    template = make()

    assert why in stop(lambda: word(template)).facts["why"]


LAUGHS = "".join(
    f'<!ENTITY {name} "{20 * f"&{before};"}">'
    for before, name in zip("jklmnopq", "klmnopqr", strict=True)
)


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE x [<!ENTITY j "hahahahaha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY r SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;<!ENTITY r "">]>',
    ],
)
@pytest.mark.parametrize("part", ["document", "styles", "header1"])
def test_entities_in_a_template_bring_nothing_in(part: str, doctype: str) -> None:
    def hostile(text: str) -> str:
        head, found, rest = text.partition("?>")
        return f"{head}{found}{doctype}{rest.replace('</w:t>', '&r;</w:t>', 1)}"

    template = edited(hostile, f"word/{part}.xml")

    try:
        shown = word(template)
    except TemplateError as refused:
        assert "root:" not in str(refused)  # noqa: PT017
    else:
        with zipfile.ZipFile(io.BytesIO(shown)) as package:
            inside = b"".join(map(package.read, package.namelist()))
        assert b"root:" not in inside
        assert inside.count(b"haha") < 10
        assert docx.Document(io.BytesIO(shown)).paragraphs
