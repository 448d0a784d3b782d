"""Words as people type them: compared, sorted, suggested and shown."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from hsr_match.text import fold, fold_label, natural_key, nearest, visible


@given(st.text())
@example("\u1e9e\u0345 \u00a8 \ufb03 \u2160")
@example("\u0130\u200b\ufe0f")
@example("\x1c\u3000a")
@example_settings(max_examples=500)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_label(fold_label(text)) == fold_label(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  Quality\u00a0 &  Safety ", "quality & safety"),
        ("\uff21\uff2c\uff25\uff38", "alex"),
        ("Zoe\u0308", "zo\u00eb"),
        ("STRASSE", "stra\u00dfe"),
        ("a\u200bb\ufeff", "ab"),
        ("tab\tand\nline", "tab and line"),
    ],
)
def test_words_that_look_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Zoe", "Zo\u00eb"), ("a b", "ab"), ("1", "l")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_labels_ignore_typographic_quotes_and_dashes_and_names_do_not() -> None:
    assert fold_label("others\u2019 \u201cwork\u201d \u2013 END\u2011of\u2011life") == (
        'others\' "work" - end-of-life'
    )
    assert fold("O\u2019Neill") != fold("O'Neill")


def test_numbers_sort_by_value() -> None:
    ids = ["E10", "e2", "E1", "E02", "R1", "E2a", "", "E", "E100000000000000000000000"]
    expected = ["", "E", "E1", "E02", "e2", "E2a", "E10", "E100000000000000000000000", "R1"]
    assert sorted(ids, key=natural_key) == expected


@given(st.lists(st.text(alphabet="E0129a \u00b2-", max_size=6), unique=True))
def test_the_natural_order_is_total(words: list[str]) -> None:
    keys = [natural_key(word) for word in words]
    assert len(set(keys)) == len(words)
    sorted(keys)  # any two can be compared


def test_the_likeliest_choice_comes_first() -> None:
    choices = ["Research Fellow", "Senior Research Fellow", "Research Nurse", "Reader"]
    assert nearest("reserch felow", choices)[0] == "Research Fellow"
    assert nearest("places_mx", ["places_max", "places_min", "places"])[0] == "places_max"
    assert nearest("caring and wrok", ["caring_and_work", "teaching"]) == ["caring_and_work"]


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    choices = ["AI", "OR", "teaching"]
    assert nearest("retail", choices) == []
    assert nearest("", choices) == []
    assert nearest("teaching", []) == []
    assert nearest("teaching", choices, limit=0) == []


@given(st.text(), st.lists(st.text(), max_size=5), st.integers(0, 3))
@example_settings(max_examples=50)
def test_suggestions_are_choices_and_no_more_than_asked(
    word: str, choices: list[str], limit: int
) -> None:
    found = nearest(word, choices, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert set(found) <= set(choices)


def test_hidden_characters_are_shown() -> None:
    assert visible("plain, \u00e9 and \u65e5") == "plain, \u00e9 and \u65e5"
    assert visible("a\x1b[31m\tb\u202e\u200b\u2028") == "a\\x1b[31m\\tb\\u202e\\u200b\\u2028"


@given(st.text())
def test_shown_text_cannot_move_the_cursor(text: str) -> None:
    assert not set(visible(text)) & {"\x1b", "\n", "\r", "\t", "\u202e", "\u2066", "\x07"}
