"""Employers: whole folded names and aliases, never likeness."""

from pathlib import Path

import pytest

from hsr_match.cohort.organisation_likeness import _candidates, alike
from hsr_match.config.rule_settings import OtherOrganisation, Rules
from tests.cohort.sheets import codes, found, mentee, mentor, read, settings, where


def rules(**changes: object) -> object:
    return settings(rules=Rules(other_organisation=OtherOrganisation(**changes)))  # type: ignore[arg-type]


def test_aliases_make_one_of_many_spellings(tmp_path: Path) -> None:
    given = rules(aliases={"University of Northby": ("Northby Uni", "UoN")})
    text = """
    id | role | organisation
    E1 | mentee | northby  uni
    R1 | mentor | UON
    R2 | mentor | University of Northby
    """
    cohort = read(tmp_path, text, given)  # type: ignore[arg-type]
    assert {p.get("organisation") for p in (*cohort.mentees, *cohort.mentors)} == {
        "university of northby"
    }
    assert cohort.organisations == {"university of northby": "University of Northby"}


def test_typed_quotes_make_no_difference(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|organisation\nE1|mentee|King’s\nR1|mentor|King's")
    assert mentee(cohort).get("organisation") == mentor(cohort).get("organisation")


@pytest.mark.parametrize("cell", ["Self-employed", "independent", "Retired", "n/a", ""])
def test_people_without_an_organisation_share_none(tmp_path: Path, cell: str) -> None:
    cohort = read(tmp_path, f"id|role|organisation\nE1|mentee|{cell}\nR1|mentor|X")
    assert mentee(cohort).get("organisation") is None
    assert ("organisation-blank" in codes(cohort.notices)) == (cell in ("", "n/a"))


def test_further_employers_are_a_list(tmp_path: Path) -> None:
    """Commas separate only where all pieces are known, since names may hold commas."""
    text = """
    id | role | organisation | Honorary contract
    E1 | mentee | A | B, C
    R1 | mentor | B | Health, Care and Co; A
    R2 | mentor | C |
    """
    cohort = read(tmp_path, text)
    assert mentee(cohort).get("other_organisations") == ("b", "c")
    assert mentor(cohort).get("other_organisations") == ("health, care and co", "a")


def test_the_commonest_spelling_is_shown(tmp_path: Path) -> None:
    text = "id|role|organisation\nE1|mentee|northby\nE2|mentee|Northby\nR1|mentor|Northby"
    assert read(tmp_path, text).organisations == {"northby": "Northby"}


def test_names_that_may_be_one_are_listed_and_kept_apart(tmp_path: Path) -> None:
    text = """
    id | role | organisation
    E1 | mentee | University of Northby
    R1 | mentor | Northby University
    R2 | mentor | University of Nortby
    R3 | mentor | Southby College
    """
    cohort = read(tmp_path, text)
    assert len(cohort.organisations) == 4
    listed = [p.message for p in cohort.notices if p.code == "organisations-alike"]
    assert len(listed) == 2
    assert not any("Southby" in message for message in listed)


def test_members_of_one_family_count_as_one_already() -> None:
    names = ["leeds university", "university of leeds"]
    assert alike(names) == [("leeds university", "university of leeds")]
    assert alike(names, [["University of Leeds", "Leeds University"]]) == []


def test_no_pair_that_reaches_the_ratio_is_missed() -> None:
    """The letter bound against the ratio itself, over names with small changes."""
    from itertools import combinations

    from rapidfuzz import fuzz

    roots = [
        "university of northby",
        "northby teaching hospitals trust",
        "west ridge college",
        "abc",
    ]
    names = sorted(
        {
            root[:i] + extra + root[i + cut :]
            for root in roots
            for i in range(0, len(root), 3)
            for extra in ("", "z", "yx")
            for cut in (0, 1, 2)
        }
    )
    near = {(one, other) for one, other in combinations(names, 2) if fuzz.ratio(one, other) >= 90}
    assert near
    assert near <= set(_candidates(names))


def test_a_cohort_without_organisations_is_told(tmp_path: Path) -> None:
    notices = read(tmp_path, "id|role\nE1|mentee").notices
    assert where(found(notices, "organisation-not-asked")) == [(0, "")]
