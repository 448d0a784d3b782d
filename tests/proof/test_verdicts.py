"""What the command says about a proof, a search and a stop."""

from __future__ import annotations

from hsr_match.cli.verifying import as_json, sentences
from hsr_match.proof.gap import Gap
from hsr_match.proof.report import Failure, VerificationReport


def said(*gaps: Gap, proven: bool = False, searched: bool = False) -> list[str]:
    return sentences(VerificationReport((), 9, 1576, proven, gaps=gaps, searched=searched))


def test_a_proof_a_search_and_a_stop_are_worded_apart() -> None:
    gap = Gap("objective", 9_962, 10_000)
    assert said(proven=True)[-1] == "Everything holds: verified, and proven best possible."
    searched = said(gap, searched=True)
    assert "exact search" in searched[-3]
    assert searched[-2] == (
        "- The objective is at most 0.38 % below the best possible: shown on all 1,576 pairs that "
        "may be made, in whole numbers."
    )
    assert searched[-1].endswith("best possible by the word of the search.")
    stopped = said(gap)
    assert not any("exact search" in line for line in stopped)
    assert stopped[-1].startswith("Everything holds. Better pairings may exist")
    assert said()[-1] == "Everything holds. It is not proven that no other pairing is better."


def test_distances_are_rounded_up_and_told_in_the_units_of_the_rung() -> None:
    assert "at most 0.01 % below" in said(Gap("objective", 999_999, 1_000_000))[-2]
    assert "at most 33.34 % below" in said(Gap("objective", 2, 3))[-2]
    assert "at most 4 units below" in said(Gap("objective", -3, 1))[-2]
    both = said(Gap("coverage", 40, 42), Gap("pairs", 50, 53))[-2]
    assert "gives a mentor to more than 2 further mentees" in both
    assert "has more than 3 further pairs" in both


def test_a_rejection_says_nothing_about_a_proof() -> None:
    report = VerificationReport((Failure(13, "the total score is 17, not 1"),), 9, 4, False)
    text = " ".join(sentences(report))
    assert "REJECTED: 1 thing does not hold." in text
    assert "better" not in text


def test_json_holds_the_gaps() -> None:
    gap = Gap("objective", 2, 3)
    plain = as_json(VerificationReport((), 9, 4, False, gaps=(gap,), searched=True))
    assert plain["gaps"] == [{"rung": "objective", "value": 2, "bound": 3}]
    assert (plain["holds"], plain["proven"], plain["searched"]) == (True, False, True)
