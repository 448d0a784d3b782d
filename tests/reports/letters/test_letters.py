"""Letters to mentors and mentees: as they read, and what they never hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hsr_match.errors import UsageError
from hsr_match.insight.deciding.decided import SOLVE_AGAIN, Decided, Earlier, PairDecision, Solved
from hsr_match.insight.outcome import Outcome
from hsr_match.reports.letters.write import report_for
from tests.reports.letters.rounds import People, mails, outcome_of, people, table
from tests.reports.outcomes import given_outcome

DRAFT = "DRAFT. No person has approved this yet: please do not send it.\n\n"

MENTOR = """\
Dear Dee Kaur,

Thank you for offering your time as a mentor. We have found a mentee for you.

Ann Lee
Nurse, Norbridge
E-mail: ann@example.org

Hopes to work on:
- Planning a career
- Promotion and progression

Ann Lee asked for help with “Planning a career”, and you can help with it. You can help in part \
with “Promotion and progression” as well. They want to learn “Ethnography”, which you can teach. \
You both work on “Social care”. You can both meet online.

Please write to Ann Lee within two weeks and agree on a first meeting. Answers that people gave us \
in confidence stand in no letter; what to tell you is theirs to decide.

With kind regards,
the mentoring scheme
"""

MENTEE = """\
Dear Ann Lee,

We are glad to tell you that we have found a mentor for you.

Dee Kaur
Professor, Southport
E-mail: dee@example.org

You asked for help with “Planning a career”, and Dee Kaur can help with it. They can help in part \
with “Promotion and progression” as well. You want to learn “Ethnography”, which they can teach. \
You both work on “Social care”. You can both meet online.

Your mentor will write to you within two weeks; you are welcome to write first. Answers that you \
gave us in confidence stand in no letter; what to tell is yours to decide.

With kind regards,
the mentoring scheme
"""

UNMATCHED = """\
Dear Cat Roy,

Thank you for applying for a mentor. We are sorry that we could not find one for you this round.

This says nothing about you or your application. Everybody was considered in the same way; there \
are only so many places with mentors, and not everyone can be offered one that suits them.

[What happens next: say here what the scheme offers, for instance a place in the next round, a \
mentor found during the year, or somebody to talk to.]

If you would like to talk about it, just answer this e-mail.

With kind regards,
the mentoring scheme
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    made = outcome_of(tmp_path_factory.mktemp("round"))
    assert made.matching.pairs == ((0, 0), (1, 1))
    return made


def decided(outcome: Outcome, **status: Any) -> Outcome:
    """The run with decisions: pair as ``E1_R1``, and what was decided."""
    entries = tuple(
        PairDecision(*pair.split("_"), word, "Kim Vale", "2026-09-01T10:00:00Z")
        for pair, word in status.items()
    )
    solved = Solved("optimal", 2, 2, 0, 0)
    return replace(outcome, decided=Decided(entries, Earlier("x", "0" * 64, "run"), solved))


def texts(outcome: Outcome, reader: Any) -> dict[str, str]:
    found = mails(report_for(outcome, reader))
    return {name: mail.get_content().replace("\r\n", "\n") for name, mail in found.items()}


def test_golden_letters_of_a_proposal(outcome: Outcome) -> None:
    """To the letter: a mentor, a mentee, and one without a mentor."""
    assert texts(outcome, "mentor")["R1.eml"] == DRAFT + MENTOR
    to_mentees = texts(outcome, "mentee")
    assert to_mentees["E1.eml"] == DRAFT + MENTEE
    assert to_mentees["E3.eml"] == DRAFT + UNMATCHED
    subjects = {m["Subject"] for m in mails(report_for(outcome, "mentee")).values()}
    assert all(str(subject).startswith("DRAFT: ") for subject in subjects)


def test_where_nothing_may_be_named_it_reads_as_if_there_were_nothing(outcome: Outcome) -> None:
    """E2 asked for one confidential thing, and R2 offers it."""
    letter = texts(outcome, "mentor")["R2.eml"]
    assert "What to work on is for the two of you to talk about." in letter
    assert "You both work on “Mental health services”. You can both meet by phone." in letter
    assert "alance" not in letter
    assert "No single answer stands out" not in letter


def test_nothing_in_common_is_said_kindly(tmp_path: Path) -> None:
    there = people(E2={"research_areas": "", "meeting_format": ""})
    letters = texts(outcome_of(tmp_path, there), "mentee")
    assert "No single answer stands out that could be named here" in letters["E2.eml"]


def test_approved_pairs_alone_are_told_of_and_are_no_drafts(outcome: Outcome) -> None:
    half = decided(outcome, E1_R1="approved")
    assert texts(half, "mentor") == {"R1.eml": MENTOR}
    assert texts(half, "mentee") == {"E1.eml": MENTEE, "E3.eml": UNMATCHED}
    made = report_for(half, "mentor")
    assert (made.draft, made.left_out) == (False, 1)
    assert [row["status"] for row in table(made)] == ["approved"]
    assert mails(made)["R1.eml"]["Subject"] == "Your mentee in this round of the mentoring scheme"


def test_whose_pair_was_declined_hears_nothing_yet(outcome: Outcome) -> None:
    left = outcome.insight.unmatched[0]
    gone = replace(left, mentee=1, reason="declined", remedy=SOLVE_AGAIN)
    there = replace(
        outcome,
        matching=replace(outcome.matching, pairs=((0, 0),)),
        insight=replace(outcome.insight, pairs=outcome.insight.pairs[:1], unmatched=(gone, left)),
    )
    made = report_for(decided(there, E1_R1="approved", E2_R2="declined"), "mentee")
    assert sorted(mails(made)) == ["E1.eml", "E3.eml"]
    assert made.untold == ("E2",)


def test_the_same_run_gives_the_same_bytes(outcome: Outcome) -> None:
    for audience in ("mentor", "mentee", "panel", "trustees"):
        assert report_for(outcome, audience).files == report_for(outcome, audience).files  # type: ignore[arg-type]


def test_the_table_for_mail_merge_holds_every_letter(outcome: Outcome) -> None:
    rows = table(report_for(outcome, "mentee"))
    assert [(r["id"], r["letter"], r["draft"]) for r in rows] == [
        ("E1", "mentee", "E1.eml"),
        ("E2", "mentee", "E2.eml"),
        ("E3", "unmatched", "E3.eml"),
    ]
    assert rows[0]["partner_emails"] == "dee@example.org"
    assert rows[0]["text"] == DRAFT + MENTEE
    assert rows[2]["partners"] == ""


def test_several_mentees_and_several_mentors(tmp_path: Path) -> None:
    sheet = """
id | role | name | email | organisation | needs | offers | places | mentors_wanted
E1 | mentee | Ann Lee | ann@example.org | N | teaching | | | 2
E2 | mentee | Ben Osei | ben@example.org | N | teaching | | | 1
R1 | mentor | Dee Kaur | dee@example.org | S | | teaching:3 | 2 |
R2 | mentor | Eli Finch | eli@example.org | W | | teaching:2 | 1 |
"""
    outcome = outcome_of(tmp_path, sheet)
    to_mentor = texts(outcome, "mentor")["R1.eml"]
    assert "We have found 2 mentees for you." in to_mentor
    assert "Please write to each of them" in to_mentor
    assert to_mentor.index("Ann Lee\n") < to_mentor.index("Ben Osei\n")
    to_mentee = texts(outcome, "mentee")["E1.eml"]
    assert "we have found 2 mentors for you" in to_mentee
    assert "Your mentors will write to you" in to_mentee
    assert "Ben" not in to_mentee
    assert "Eli" not in texts(outcome, "mentee")["E2.eml"]
    assert "as a group" not in to_mentor + to_mentee


def test_a_group_is_told_that_it_is_one_and_not_who_is_in_it(tmp_path: Path) -> None:
    sheet = """
id | role | name | email | needs | group_or_peer_ok | offers | group | places_min | places
E1 | mentee | Ann Lee | ann@example.org | teaching | yes | | | |
E2 | mentee | Ben Osei | ben@example.org | teaching | yes | | | |
E3 | mentee | Cat Roy | cat@example.org | teaching | yes | | | |
R1 | mentor | Dee Kaur | dee@example.org | | yes | teaching:3 | yes | 3 | 3
"""
    outcome = outcome_of(tmp_path, sheet)
    assert "You take your mentees as a group" in texts(outcome, "mentor")["R1.eml"]
    to_mentee = texts(outcome, "mentee")["E1.eml"]
    assert "Your mentor meets mentees as a group" in to_mentee
    assert "Ben" not in to_mentee
    assert "Cat" not in to_mentee


def sharing(ann: str, dee: str, **more: dict[str, str]) -> People:
    return people(
        E1={"consent_share_form": ann, "pronouns": "she/her"},
        R1={"consent_share_form": dee, "pronouns": "they/them"},
        **more,
    )


@pytest.mark.parametrize(
    ("ann", "dee", "open_to_mentor", "open_to_mentee"),
    [("", "", True, True), ("yes", "yes", True, True), ("no", "yes", False, True)],
)
def test_only_what_was_agreed_to_is_shared(
    ann: str, dee: str, open_to_mentor: bool, open_to_mentee: bool, tmp_path: Path
) -> None:
    """Nobody asked, both agreed, one did not; and that stands in no letter."""
    outcome = outcome_of(tmp_path, sharing(ann, dee))
    to_mentor, to_mentee = texts(outcome, "mentor")["R1.eml"], texts(outcome, "mentee")["E1.eml"]
    assert "ann@example.org" in to_mentor
    assert "Nurse, Norbridge" in to_mentor
    for text in ("Planning a career", "Ethnography", "she/her"):
        assert (text in to_mentor) == open_to_mentor, text
    for text in ("Planning a career", "they/them"):
        assert (text in to_mentee) == open_to_mentee, text
    assert not any(word in to_mentor for word in ("share", "consent", "agreed to", "did not"))
    assert ("No single answer stands out" in to_mentor) != open_to_mentor


def test_who_left_the_question_blank_where_it_was_asked_is_not_shared(tmp_path: Path) -> None:
    """R1 answered nothing, R2 agreed: the form of the mentors did ask."""
    there = sharing("yes", "", R2={"consent_share_form": "yes"})
    to_mentee = texts(outcome_of(tmp_path, there), "mentee")["E1.eml"]
    assert "they/them" not in to_mentee
    assert "can teach" not in to_mentee


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    'O\'Brien "Bob", Jr; x@y',
    "Zoë 🦊 Ångström",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(name: str, outcome: Outcome) -> None:
    cohort = outcome.cohort
    assert cohort is not None
    mentors = (replace(cohort.mentors[0], name=name), *cohort.mentors[1:])
    there = replace(outcome, cohort=replace(cohort, mentors=mentors))
    made = report_for(there, "mentee")
    assert f"\n{name}\n" in mails(made)["E1.eml"].get_content().replace("\r\n", "\n")
    cell = table(made)[0]["partners"]
    assert cell == (f"'{name}" if name[0] == "=" else name)
    page = report_for(there, "panel").files["panel.html"].decode()
    assert "<script" not in page
    assert "49" not in texts(there, "mentor")["R1.eml"]


def test_ids_that_are_no_file_names_get_a_number(outcome: Outcome) -> None:
    cohort = outcome.cohort
    assert cohort is not None
    ids = ("../../x", "CON", "e1")
    mentees = tuple(replace(m, id=i) for m, i in zip(cohort.mentees, ids, strict=True))
    made = report_for(replace(outcome, cohort=replace(cohort, mentees=mentees)), "mentee")
    assert sorted(made.files) == ["e1.eml", "letter_1.eml", "letter_2.eml", "letters.csv"]


def test_ids_alike_but_for_case_do_not_overwrite_each_other(outcome: Outcome) -> None:
    cohort = outcome.cohort
    assert cohort is not None
    mentees = tuple(
        replace(m, id=i) for m, i in zip(cohort.mentees, ("a1", "A1", "b"), strict=True)
    )
    made = report_for(replace(outcome, cohort=replace(cohort, mentees=mentees)), "mentee")
    assert sorted(made.files) == ["b.eml", "letter_1.eml", "letter_2.eml", "letters.csv"]


def test_whoever_has_no_address_keeps_a_row(tmp_path: Path) -> None:
    there = people(E1={"email": ""}, E2={"email": "bén@example.org"})
    made = report_for(outcome_of(tmp_path, there), "mentee")
    assert made.unreachable == ("E1", "E2")
    rows = {row["id"]: row for row in table(made)}
    assert "E1.eml" not in made.files
    assert (rows["E1"]["draft"], rows["E1"]["email"]) == ("", "")
    assert rows["E1"]["text"] == DRAFT + MENTEE


def test_people_without_names_are_written_to_all_the_same(tmp_path: Path) -> None:
    outcome = outcome_of(tmp_path, people(E1={"name": ""}, R1={"name": ""}))
    assert "Dear mentor,\n" in texts(outcome, "mentor")["R1.eml"]
    to_mentee = texts(outcome, "mentee")["E1.eml"]
    assert "Dear mentee,\n" in to_mentee
    assert "and your mentor can help with it." in to_mentee


def test_scores_alone_make_no_letters() -> None:
    with pytest.raises(UsageError, match="scores alone"):
        report_for(given_outcome(), "mentee")


def _others(
    made: dict[str, str], everybody: dict[str, str], own: dict[str, set[str]]
) -> Iterator[str]:
    for name, text in made.items():
        reader = name.removesuffix(".eml")
        for person, called in everybody.items():
            if person not in own[reader] and called in text:
                yield f"{name} holds {called}"


def test_a_letter_names_nobody_but_its_reader_and_their_own(outcome: Outcome) -> None:
    everybody = {"E1": "Ann", "E2": "Ben", "E3": "Cat", "R1": "Dee", "R2": "Eli"}
    own = {"E1": {"E1", "R1"}, "E2": {"E2", "R2"}, "E3": {"E3"}}
    own |= {"R1": {"E1", "R1"}, "R2": {"E2", "R2"}}
    for side in ("mentor", "mentee"):
        assert list(_others(texts(outcome, side), everybody, own)) == []
