"""The data: every id that anything refers to exists, and generated files are current."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hsr_match import data
from hsr_match.config.fields import Field, fields, monitoring_fields
from hsr_match.config.vocabulary import Term, Vocabulary, vocabulary, vocabulary_names

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {
    "offers": "needs",
    "needs": "needs",
    "lived": "lived_experience",
    "methods": "methods",
    "career_stage": "career_stage",
}
TYPES_WITH_LISTS = {"one", "many", "ranked", "rated", "level", "conflicts"}
USES = {"key", "score", "rule", "gate", "display", "monitoring", "suggests"}


def terms() -> Iterator[tuple[Vocabulary, Term]]:
    for name in vocabulary_names():
        for term in vocabulary(name).terms.values():
            yield vocabulary(name), term


def exists(reference: str) -> bool:
    source, _, value = reference.partition(".")
    if source == "hrcs":
        return value in {**vocabulary("hrcs_health").terms, **vocabulary("hrcs_activity").terms}
    return source in SOURCES and value in vocabulary(SOURCES[source]).terms


def test_generated_files_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_data.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("name", vocabulary_names())
def test_groups_and_successors_exist(name: str) -> None:
    words = vocabulary(name)
    for term in words.terms.values():
        assert term.label.strip() == term.label != ""
        assert not words.groups or term.group in words.groups or term.id == "other"
        assert words.groups or not term.group
        assert term.replaced_by is None or term.replaced_by in words.terms
    assert set(words.groups) <= {term.group for term in words.terms.values()}


def test_every_way_to_meet_a_need_exists() -> None:
    for words, term in terms():
        if words.name != "needs":
            assert (term.full, term.part) == ((), ())
            continue
        for way in (*term.full, *term.part):
            assert way.startswith(("offers.", "lived.")), way
            assert exists(way), way
        assert not set(term.full) & set(term.part)
        assert term.id == "other" or term.full[0] == f"offers.{term.id}"


def test_every_near_thing_exists() -> None:
    for words, term in terms():
        for near in term.near:
            assert near in words.terms or exists(near), near
            assert near != term.id


def test_every_suggestion_exists() -> None:
    for _, term in terms():
        assert all(map(exists, (*term.suggests, *term.also)))


def test_ids_are_plain_words() -> None:
    for words, term in terms():
        assert term.id.isascii()
        if not words.name.startswith("hrcs"):
            assert term.id.replace("_", "").isalnum()
            assert term.id == term.id.lower()


@pytest.mark.parametrize("entry", [*fields().values(), *monitoring_fields().values()])
def test_every_list_a_field_names_exists(entry: Field) -> None:
    assert entry.vocabulary is None or entry.vocabulary in vocabulary_names()
    assert entry.levels is None or entry.levels in vocabulary_names()
    assert (entry.type == "rated") == (entry.levels is not None)
    if entry.type in TYPES_WITH_LISTS:
        assert entry.vocabulary or entry.name == "languages"
    assert set(entry.uses) <= USES
    assert entry.uses
    assert set(entry.parts) <= {*entry.headings, *entry.aliases}


def test_the_parts_of_headings_exist() -> None:
    kinds, levels = vocabulary("conflict_kinds").terms, vocabulary("method_level").terms
    assert set(fields()["conflicts"].parts.values()) <= set(kinds)
    assert set(fields()["methods"].parts.values()) <= set(levels)
    assert set(fields()["preferred_mentors"].parts.values()) == set("12345")


def test_special_values_are_marked() -> None:
    """What law calls special category data, by hand."""
    marked = {f"{w.name}.{t.id}" for w, t in terms() if t.sensitivity == "special"}
    assert {m for m in marked if not m.startswith("access_needs")} == {
        "needs.neurodiversity_work",
        "needs.disability_work",
        "lived_experience.minority_ethnic",
        "lived_experience.lgbt",
        "lived_experience.disabled_ltc",
        "lived_experience.neurodivergent",
        "lived_experience.religion_belief",
        "stuck.health_or_disability",
    }


def test_phrases_that_are_never_read_are_folded_words() -> None:
    for entry in data.load()["never_read"]:
        for phrase in (*entry["phrases"], *entry.get("unless", [])):
            assert phrase == phrase.casefold()
            assert phrase.replace(" ", "").isalpha()
