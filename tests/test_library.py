"""The library's front door: what it shows is what happens, and all it names exists."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import hsr_match

COHORT = """\
person_id,role,organisation,needs,offers,places,consent_matching,member_organisation
E01,mentee,Norbridge University,confidence,,,yes,yes
E02,mentee,Kestrelby University,leadership_pathway,,,yes,yes
R01,mentor,Policy Loom,,leadership_pathway:3,1,yes,yes
R02,mentor,Aberwenna University,,confidence:3,1,yes,yes
"""


def test_the_five_steps_work_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example in the package's own description is run as it stands."""
    monkeypatch.chdir(tmp_path)
    Path("cohort.csv").write_text(COHORT, encoding="utf-8")
    failed, tried = doctest.testmod(hsr_match)
    assert tried > 5
    assert failed == 0


@pytest.mark.parametrize("name", hsr_match.__all__)
def test_every_public_name_exists_and_is_described(name: str) -> None:
    """The lazy table names nothing that is not there."""
    assert name in dir(hsr_match)
    assert getattr(hsr_match, name).__doc__


def test_an_unknown_name_is_an_ordinary_error() -> None:
    """Laziness does not hide a typing mistake."""
    with pytest.raises(AttributeError, match="slove"):
        hsr_match.slove  # noqa: B018
