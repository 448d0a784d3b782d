"""Vocabularies: every word finds its own term, and nothing inside longer text does."""

from __future__ import annotations

import pytest

from hsr_match.config.vocabulary import Term, Vocabulary, vocabulary, vocabulary_names

SIZES = {
    "needs": 32,
    "lived_experience": 16,
    "stuck": 15,
    "research_areas": 26,
    "methods": 27,
    "hrcs_health": 21,
    "hrcs_activity": 48,
    "direction": 8,
    "security": 5,
    "path": 6,
    "nation_region": 13,
    "conflict_kinds": 7,
}


def shared_between_codes(word: str) -> bool:
    """Labels of the HRCS that stand in groups 5 and 6: only the code tells them apart."""
    return len(vocabulary("hrcs_activity").candidates(word)) > 1


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_lists_are_complete(name: str, size: int) -> None:
    assert len([i for i in vocabulary(name).terms if i != "other"]) == size


@pytest.mark.parametrize("name", vocabulary_names())
def test_every_id_label_and_synonym_finds_its_own_term(name: str) -> None:
    words = vocabulary(name)
    for term in words.terms.values():
        for word in (term.id, term.label, *term.synonyms):
            if name == "hrcs_activity" and shared_between_codes(word):
                assert words.find(word) is None
                continue
            for shape in (word, word.upper(), f"  {word.lower()}\u00a0"):
                assert words.find(shape) is term, shape


def test_only_labels_of_treatments_are_shared_and_their_codes_tell_them_apart() -> None:
    codes = vocabulary("hrcs_activity")
    ambiguous = {
        term.id
        for term in codes.terms.values()
        for word in (term.label, *term.synonyms)
        if shared_between_codes(word)
    }
    assert ambiguous == {f"{group}.{n}" for group in (5, 6) for n in range(1, 9)}
    assert [t.id for t in codes.candidates("surgery")] == ["5.4", "6.4"]
    assert codes.find("6.4 Surgery") is codes.terms["6.4"]
    assert codes.find("HRCS_RA_6_4") is codes.terms["6.4"]
    for name in vocabulary_names():
        if name != "hrcs_activity":
            for term in vocabulary(name).terms.values():
                for word in (term.label, *term.synonyms):
                    assert vocabulary(name).candidates(word) == (term,)


@pytest.mark.parametrize(
    ("name", "capitals", "term"),
    [
        ("methods", "OR", "operational_research"),
        ("methods", "AI", "machine_learning_nlp"),
        ("methods", "QI", "quality_improvement"),
        ("methods", "NPT", "implementation_science"),
        ("methods", "ITS", "quasi_experiments"),
        ("needs", "PI", "research_funding"),
        ("job_titles", "RA", "research_assistant"),
    ],
)
def test_abbreviations_count_in_capitals_only(name: str, capitals: str, term: str) -> None:
    words = vocabulary(name)
    assert words.find(f" {capitals} ") is words.terms[term]
    assert words.find(capitals.lower()) is None
    assert words.find(capitals.title()) is None


@pytest.mark.parametrize("text", ["retail", "AI in retail", "teaching hospitals", "", "  ", ";"])
def test_words_inside_longer_text_never_match(text: str) -> None:
    assert vocabulary("methods").find(text) is None
    assert vocabulary("needs").find(text) is None


@pytest.mark.parametrize("joint", [" ", ": ", " - ", ". ", " = ", ") "])
def test_codes_may_stand_before_their_labels(joint: str) -> None:
    stages = vocabulary("career_stage")
    assert stages.find(f"2{joint}Own parts") is stages.terms["2"]
    assert vocabulary("hrcs_health").find("HRCS_HC_10MEN") is not None


def ids(found: tuple[tuple[str, Term | None], ...]) -> list[str | None]:
    return [term.id if term else None for _, term in found]


def test_a_cell_of_microsoft_forms() -> None:
    assert ids(vocabulary("needs").find_all("Getting into leadership;Confidence;")) == [
        "leadership_pathway",
        "confidence",
    ]


def test_a_cell_of_google_forms_with_an_option_that_holds_a_comma() -> None:
    cell = "Confidence, Managing upwards, a difficult relationship, Teaching"
    assert ids(vocabulary("needs").find_all(cell)) == ["confidence", "managing_upwards", "teaching"]


def test_unknown_words_between_known_ones_stay_in_one_piece() -> None:
    found = vocabulary("needs").find_all("Confidence, knitting, with friends, Teaching")
    assert [text for text, _ in found] == ["Confidence", "knitting, with friends", "Teaching"]
    assert ids(found) == ["confidence", None, "teaching"]


def test_rated_answers_are_looked_up_by_their_first_half() -> None:
    found = vocabulary("needs").find_all(
        "promotion:3; Nothing like it:1", value=lambda piece: piece.partition(":")[0]
    )
    assert [(text, term and term.id) for text, term in found] == [
        ("promotion:3", "promotion"),
        ("Nothing like it:1", None),
    ]


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("needs", "leadreship", "leadership_pathway"),
        ("needs", "careing and work", "caring_and_work"),
        ("methods", "qualitatve research", "qualitative"),
        ("research_areas", "mental helth service", "mental_health_services"),
        ("nation_region", "Scottland", "scotland"),
    ],
)
def test_a_mistyped_word_suggests_its_term_first(name: str, text: str, first: str) -> None:
    assert vocabulary(name).nearest(text)[0].id == first


def test_a_mistyped_shared_label_suggests_both() -> None:
    assert [t.id for t in vocabulary("hrcs_activity").nearest("surgrey")][:2] == ["5.4", "6.4"]


def test_a_retired_id_gives_its_successor() -> None:
    terms = {
        "old": Term("old", "Old", replaced_by="new"),
        "new": Term("new", "New", synonyms=("newer",)),
    }
    words = Vocabulary("list", "2", "a test", terms)
    assert words.find("OLD") is terms["new"]


def test_other_is_never_scored_and_stands_last() -> None:
    for name in vocabulary_names():
        terms = vocabulary(name).terms
        if "other" in terms and name not in ("outcome_reason",):
            assert terms["other"].marks == ("unscored",)
            assert list(terms)[-1] == "other"


def test_an_unknown_list_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        vocabulary("no_such_list")
