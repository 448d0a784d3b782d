"""What a template is given holds what its reader may see, and nothing can get round that."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from hsr_match.cohort.model import Person
from hsr_match.config.fields import fields, monitoring_fields
from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.gate import is_gated
from hsr_match.reports.letters.audiences import AUDIENCES, FACTS, NEVER, Fact, facts_for
from hsr_match.reports.letters.counts import NEEDS
from hsr_match.reports.letters.views import Answers, NotForThisReaderError, View, view
from tests.documents import ROOT


def test_the_page_shows_the_table() -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_audience_page.py"), "--check"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_line_reads_what_no_letter_says() -> None:
    never = {name for _, names in NEVER for name in names} | set(monitoring_fields())
    assert [(f.part, f.name) for f in (*FACTS, NEEDS) if never & set(f.reads)] == []


def test_every_field_that_the_table_names_is_one() -> None:
    named = {name for fact in FACTS for name in fact.reads}
    named |= {name for _, names in NEVER for name in names}
    assert named - set(fields()) == set()


def test_fields_that_are_special_or_gated_as_a_whole_are_never_read() -> None:
    """Whatever is added to the fields later."""
    read = {name for fact in FACTS for name in fact.reads}
    assert {n for n in read if fields()[n].sensitivity in ("special", "gated")} == set()


def test_letters_hold_neither_scores_nor_others() -> None:
    for audience in ("mentor", "mentee"):
        names = {f.name for f in FACTS if audience in f.to}
        assert names.isdisjoint({"score", "rank", "alternatives", "verdict", "cautions", "status"})
    trustees = {f.part for f in FACTS if "trustees" in f.to}
    assert trustees == {"round"}


def test_an_answer_that_the_line_does_not_name_cannot_be_read() -> None:
    person = Person("id:e1", "E1", "mentee", "Ann", {"email": "a@example.org", "needs": {}})
    with pytest.raises(NotForThisReaderError):
        Answers(person, Fact("partner", "name", "", (), ("name",))).get("email")


@pytest.mark.parametrize("name", sorted(n for n, f in fields().items() if f.vocabulary))
def test_gated_values_are_taken_out_of_every_list(name: str) -> None:
    """In each form in which answers are kept."""
    listing = fields()[name].vocabulary
    assert listing is not None
    terms = list(vocabulary(listing).terms)
    plain = [term for term in terms if not is_gated(listing, term)]
    fact = Fact("x", "x", "", (), (name,))

    def read(answer: Any) -> Any:
        return Answers(Person("k", "i", "mentee", "", {name: answer}), fact).get(name)

    assert list(read(tuple(terms))) == plain
    assert list(read(tuple((term,) for term in terms))) == plain
    assert list(read(dict.fromkeys(terms, 1))) == plain
    assert [term for term in terms if read(term) == term] == plain


def test_without_agreement_only_lines_that_need_none_are_read() -> None:
    person = Person("k", "i", "mentee", "Ann", {"pronouns": "she", "job_title": "Nurse"})
    shared = Fact("x", "x", "", (), ("pronouns",), shared=True)
    assert Answers(person, shared, shares=True).get("pronouns") == "she"
    assert Answers(person, shared, shares=False).get("pronouns") is None
    assert Answers(person, Fact("x", "x", "", (), ("job_title",)), shares=False).get("job_title")


def test_a_view_holds_what_its_audience_may_see_and_cannot_be_changed() -> None:
    for audience in AUDIENCES:
        made = view(audience, "partner", lambda fact: fact.name)
        assert {f.name for f in facts_for(audience, "partner")} == {
            f.name for f in FACTS if hasattr(made, f.name) and f.part == "partner"
        }
    with pytest.raises(AttributeError):
        view("panel", "partner", lambda fact: fact.name).email  # noqa: B018
    with pytest.raises(AttributeError):
        View({"a": 1}).a = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        str(View({"a": 1}))


def test_what_an_audience_may_not_see_is_not_even_made() -> None:
    asked: list[str] = []
    view("mentee", "partner", lambda fact: asked.append(fact.name))
    assert "hopes" not in asked
    assert "reasons" in asked
