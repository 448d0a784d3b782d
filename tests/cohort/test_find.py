"""Finding one person by what a coordinator types."""

from pathlib import Path

import pytest

from hsr_match.cohort import find_person
from hsr_match.errors import UsageError
from tests.cohort.sheets import read

TEXT = """
id | role | name | email | consent_matching
E1 | mentee | Ann Able | ann@example.org | yes
E2 | mentee | Bo Best | | yes
E3 | mentee | Bo Best | | yes
E4 | mentee | Cy Cole | | no
R1 | mentor | Ann Able | | yes
"""


@pytest.mark.parametrize("ref", ["E1", " e1", "ANN@example.org", "ann  able", "Dr Ann Able"])
def test_by_id_email_or_unique_name(tmp_path: Path, ref: str) -> None:
    assert find_person(read(tmp_path, TEXT), ref, "mentee").id == "E1"


def test_each_side_is_looked_at_alone(tmp_path: Path) -> None:
    assert find_person(read(tmp_path, TEXT), "Ann Able", "mentor").id == "R1"


def test_a_name_of_two_gives_their_ids(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="E2, E3"):
        find_person(read(tmp_path, TEXT), "bo best", "mentee")


def test_nobody_gives_the_nearest_ids_and_no_names(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_person(read(tmp_path, TEXT), "E11", "mentee")
    assert "E1" in caught.value.advice
    assert "Able" not in caught.value.message + caught.value.advice


def test_who_takes_no_part_is_told(tmp_path: Path) -> None:
    for ref in ("E4", "Cy Cole"):
        with pytest.raises(UsageError, match="takes no part"):
            find_person(read(tmp_path, TEXT), ref, "mentee")


def test_nothing_finds_nobody(tmp_path: Path) -> None:
    """People without an e-mail or a name are not meant by a blank."""
    with pytest.raises(UsageError):
        find_person(read(tmp_path, "id|role\nE1|mentee"), "", "mentee")
