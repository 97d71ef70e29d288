"""What a rendered body still needs, done to its text."""

import pytest

from sync.documents.word_body import keep_last_rows, number_pictures, number_places

KEPT = "<w:pPr><w:keepNext/></w:pPr>"
STYLE = '<w:pStyle w:val="a"/>'


def row(*paragraphs: str) -> str:
    return f'<w:tr w:rsidR="1"><w:tc>{"".join(paragraphs)}</w:tc></w:tr>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


LAST = row("<w:p><w:r/></w:p>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:p><w:r/></w:p>", f"<w:p>{KEPT}<w:r/></w:p>"),
        ('<w:p w:rsidR="1"></w:p>', f'<w:p w:rsidR="1">{KEPT}</w:p>'),
        ("<w:p><w:pPr/></w:p>", f"<w:p>{KEPT}</w:p>"),
        (
            f'<w:p><w:pPr>{STYLE}<w:jc w:val="left"/></w:pPr></w:p>',
            f'<w:p><w:pPr>{STYLE}<w:keepNext/><w:jc w:val="left"/></w:pPr></w:p>',
        ),
        (
            '<w:p><w:pPr><w:jc w:val="left"/></w:pPr></w:p>',
            '<w:p><w:pPr><w:keepNext/><w:jc w:val="left"/></w:pPr></w:p>',
        ),
        *[(same, same) for same in (f"<w:p>{KEPT}</w:p>", '<w:p w:rsidR="1"/>')],
    ],
)
def test_paragraphs_of_the_row_before_the_last_are_kept_with_it(
    before: str, after: str
) -> None:
    first = row("<w:p/>", "<w:p></w:p>")
    assert keep_last_rows(table(first, row(before), LAST)) == table(
        first, row(after), LAST
    )


def test_what_a_sum_above_the_signatures_adds_up_is_kept_with_them() -> None:
    plain, kept = row("<w:p></w:p>"), row(f"<w:p>{KEPT}</w:p>")
    sums, said = (
        row(f'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p>{it}</w:p>')
        for it in ("", KEPT)
    )

    assert keep_last_rows(table(plain, plain, sums, LAST)) == table(
        plain, kept, said, LAST
    )
    assert keep_last_rows(table(plain, plain, plain, sums)) == table(
        plain, plain, kept, sums
    )
    assert keep_last_rows(table(plain, sums, sums, LAST)) == table(
        plain, said, said, LAST
    )


def test_a_table_of_one_row_and_text_without_any_stay_as_they_are() -> None:
    text = f"<w:p></w:p>{table(LAST)}<w:p></w:p>"

    assert keep_last_rows(text) == text


def test_a_table_in_a_table_is_one_of_its_own() -> None:
    plain, kept = row("<w:p></w:p>"), row(f"<w:p>{KEPT}</w:p>")
    inside, done = table(plain, LAST), table(kept, LAST)

    assert keep_last_rows(table(LAST, row(inside), plain, LAST)) == table(
        LAST, row(done), kept, LAST
    )
    assert keep_last_rows(table(LAST, row(table(LAST)))) == table(
        LAST, row(table(LAST))
    )


def test_every_picture_has_a_number_of_its_own() -> None:
    picture = '<wp:docPr id="7" name="ตรา"/>'

    assert number_pictures(picture + picture) == (
        '<wp:docPr id="1" name="ตรา"/><wp:docPr id="2" name="ตรา"/>'
    )


def test_every_bookmark_of_a_loop_has_a_number_and_a_name_of_its_own() -> None:
    def place(number: int, name: str) -> str:
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'<w:r/><w:bookmarkEnd w:id="{number}"/>'
        )

    printed = place(7, "project_") + place(0, "_GoBack") + place(7, "project_")

    assert number_places(printed) == (
        place(1, "project_1") + place(2, "_GoBack") + place(3, "project_2")
    )


def test_a_field_asks_for_the_page_of_its_own_bookmark_and_shows_none_yet() -> None:
    def field(name: str, shown: str) -> str:
        return (
            f'<w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText>'
            f'<w:fldChar w:fldCharType="separate"/><w:t>{shown}</w:t>'
            '<w:fldChar w:fldCharType="end"/>'
        )

    printed = field("project_", "3") + field("other", "7") + field("project_", "3")

    assert number_places(printed) == (
        field("project_1", "") + field("other", "7") + field("project_2", "")
    )
