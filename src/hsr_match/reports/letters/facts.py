"""The facts of a letter to one person, each made from what its line in the table allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.reports.letters.audiences import Fact
from hsr_match.reports.letters.reasons import Reader, plain_needs, reasons
from hsr_match.reports.letters.views import Answers, View, view

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort, Person, Role
    from hsr_match.insight.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be written.

    Attributes
    ----------
    reader
        Who gets it.
    partners
        Those whom it introduces; nobody for a mentee without a mentor.
    draft
        Whether a person has still to approve it.
    """

    reader: Person
    partners: tuple[Person, ...]
    draft: bool


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Reader and partner, and the round they are in."""

    outcome: Outcome
    letter: Letter
    asked: frozenset[Role]
    partner: Person | None = None

    def mine(self, fact: Fact) -> Answers:
        return Answers(self.letter.reader, fact)

    def theirs(self, fact: Fact) -> Answers:
        assert self.partner is not None
        asked = self.partner.role in self.asked
        return Answers(self.partner, fact, shares=shares(self.partner, asked=asked))


def sides_asked(cohort: Cohort) -> frozenset[Role]:
    """Return the sides whose form asked whether it may be shared with the match."""
    roles: tuple[Role, ...] = ("mentee", "mentor")
    return frozenset(
        role
        for role in roles
        if any(person.get("consent_share_form") is not None for person in cohort.people(role))
    )


def shares(person: Person, *, asked: bool) -> bool:
    """Tell whether a person's plain answers may be shown to their partner.

    Yes, if they agreed; if the form of their side did not ask, plain answers
    are shown. A blank where it did ask is no agreement.
    """
    return bool(person.get("consent_share_form")) if asked else True


def letter_views(outcome: Outcome, letter: Letter, asked: frozenset[Role]) -> dict[str, Any]:
    """Return what the templates of a letter are given.

    Parameters
    ----------
    outcome, letter
        The run, and who is told of whom.
    asked
        As :func:`sides_asked`.
    """
    role = letter.reader.role
    here = _Meeting(outcome, letter, asked)
    return {
        "letter": _view(role, "letter", here),
        "reader": _view(role, "reader", here),
        "partners": tuple(
            _view(role, "partner", _Meeting(outcome, letter, asked, partner))
            for partner in letter.partners
        ),
    }


def _view(reader: Reader, part: str, meeting: _Meeting) -> View:
    return view(reader, part, lambda fact: _MAKE[part][fact.name](meeting, fact))


def _group(meeting: _Meeting, fact: Fact) -> bool:
    mentors = [p for p in (meeting.letter.reader, *meeting.letter.partners) if p.role == "mentor"]
    return any(Answers(mentor, fact).get("group") for mentor in mentors)


def _own(name: str) -> Callable[[_Meeting, Fact], str]:
    return lambda meeting, fact: line(meeting.mine(fact).get(name))


def _other(name: str) -> Callable[[_Meeting, Fact], str]:
    return lambda meeting, fact: line(meeting.theirs(fact).get(name))


def _organisation(meeting: _Meeting, fact: Fact) -> str:
    assert meeting.outcome.cohort is not None
    key = meeting.theirs(fact).get("organisation")
    return line(meeting.outcome.cohort.organisations.get(key, key)) if key else ""


def _reasons(meeting: _Meeting, fact: Fact) -> tuple[str, ...]:
    if meeting.outcome.scores is None:  # given scores: answers are no reason for the pair
        return ()
    mine, theirs = meeting.mine(fact), meeting.theirs(fact)
    reader = meeting.letter.reader.role
    mentee, mentor = (mine, theirs) if reader == "mentee" else (theirs, mine)
    called = line(theirs.get("name")) or ("your mentor" if reader == "mentee" else "your mentee")
    unrated = meeting.outcome.settings.scoring.unrated_offer
    return reasons(mentee, mentor, reader, called, unrated)


_MAKE: Mapping[str, Mapping[str, Callable[[_Meeting, Fact], Any]]] = {
    "letter": {
        "draft": lambda meeting, _: meeting.letter.draft,
        "several": lambda meeting, _: len(meeting.letter.partners) > 1,
        "group": _group,
    },
    "reader": {"name": _own("name"), "email": _own("email")},
    "partner": {
        "name": _other("name"),
        "email": _other("email"),
        "pronouns": _other("pronouns"),
        "job_title": _other("job_title"),
        "organisation": _organisation,
        "hopes": lambda meeting, fact: plain_needs(meeting.theirs(fact)),
        "reasons": _reasons,
    },
}


def line(text: object) -> str:
    """Return a text on one line, without signs that cannot be seen."""
    words = " ".join(str(text or "").split())
    return "".join(c for c in words if c.isprintable())
