import pytest

from sync.adapters.dictionary import load_dictionary


def test_a_word_that_is_none_is_found() -> None:
    pytest.importorskip("pythainlp", reason="an optional extra")
    unknown = load_dictionary()
    assert unknown

    text = "ช้อร้องเรียนของประชาชน"
    found = [text[start:end] for start, end in unknown(text)]

    assert found == ["ช้อ"]


def test_without_the_extra_there_is_no_dictionary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    assert load_dictionary() is None
