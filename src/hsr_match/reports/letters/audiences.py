"""Who may see what: the one table that letters, panel pages and summaries are made through.

A fact reaches a template only if a line here names its reader. The line also
says from which answers it may be made, and nothing else can be read while it
is: see :mod:`hsr_match.reports.letters.views`. The same table is the page
``docs/reference/audiences.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Audience = Literal["mentor", "mentee", "panel", "trustees"]

AUDIENCES: tuple[Audience, ...] = ("mentor", "mentee", "panel", "trustees")

LETTERS: tuple[Audience, ...] = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be said, and to whom.

    Attributes
    ----------
    part
        The object of a template that holds it.
    name
        Its name there.
    what
        What it is, in words.
    to
        Audiences that may see it; nobody if empty.
    reads
        Fields of a cohort that it may be made from. Only values that the
        vocabularies call plain are handed out.
    shared
        Whether it takes the person's agreement that their form is shared
        (``consent_share_form``; where nobody was asked, plain answers are).
    """

    part: str
    name: str
    what: str
    to: tuple[Audience, ...] = ()
    reads: tuple[str, ...] = ()
    shared: bool = False


NAME = ("name",)
WORK = ("name", "job_title", "organisation")
IN_COMMON = (
    "research_areas",
    "hrcs_health",
    "methods",
    "meeting_format",
)
REASONS = (
    "name",
    "needs",
    "offers",
    "co_authoring_level",
    "co_authoring_offered",
    *IN_COMMON,
)

FACTS: tuple[Fact, ...] = (
    # A letter to one person.
    Fact("letter", "draft", "Whether a person still has to approve what it says", LETTERS),
    Fact("letter", "several", "Whether the reader has several partners", LETTERS),
    Fact("letter", "group", "Whether the mentor meets mentees as a group", LETTERS, ("group",)),
    Fact("reader", "name", "The reader's own name", LETTERS, NAME),
    Fact("reader", "email", "The reader's own address", LETTERS, ("email",)),
    Fact("partner", "name", "Name of the reader's own partner", LETTERS, NAME),
    Fact("partner", "email", "Address of the reader's own partner", LETTERS, ("email",)),
    Fact("partner", "pronouns", "Pronouns, as the person gives them", LETTERS, ("pronouns",), True),
    Fact("partner", "job_title", "Job title", LETTERS, ("job_title",)),
    Fact("partner", "organisation", "Employer", LETTERS, ("organisation",)),
    Fact(
        "partner",
        "hopes",
        "What the mentee hopes to work on: plain needs, the most important first",
        ("mentor",),
        ("needs",),
        True,
    ),
    Fact(
        "partner", "reasons", "Why these two, in plain words to the reader", LETTERS, REASONS, True
    ),
    # A page for those who decide.
    Fact("pair", "mentee", "Id, name, job title and employer of the mentee", ("panel",), WORK),
    Fact("pair", "mentor", "Id, name, job title and employer of the mentor", ("panel",), WORK),
    Fact(
        "pair",
        "score",
        "Points of the pair, and the mentor's place in the list",
        ("panel",),
    ),
    Fact("pair", "why", "The reason in one line", ("panel",)),
    Fact("pair", "verdict", "Why this pair and not the ones ahead of it", ("panel",)),
    Fact("pair", "cautions", "What to look at before approving", ("panel",)),
    Fact(
        "pair",
        "reckoning",
        "Where points come from, with both sides' plain answers",
        ("panel",),
    ),
    Fact(
        "pair",
        "alternatives",
        "The next best mentors, and what each would cost",
        ("panel",),
    ),
    Fact("pair", "status", "What was decided so far", ("panel",)),
    Fact("unmatched", "mentee", "Id, name, job title and employer", ("panel",), WORK),
    Fact("unmatched", "reason", "Why nobody was found, in words", ("panel",)),
    Fact("unmatched", "remedies", "What would help, and what it would cost", ("panel",)),
    Fact(
        "unmatched",
        "alternatives",
        "The best mentors, and what stands in the way",
        ("panel",),
    ),
    Fact("round", "style", "The look of the page", ("panel", "trustees")),
    Fact("round", "policy", "What the page may load: nothing", ("panel", "trustees")),
    Fact("round", "headline", "How the round came out, with exact figures", ("panel",)),
    Fact("round", "prices", "What the prices of alternatives mean", ("panel",)),
    Fact("round", "draft", "Whether pairs still wait for a decision", ("panel", "trustees")),
    Fact("round", "rules", "Rules that decided, in words", ("panel", "trustees")),
    Fact("round", "aim", "What was looked for, and whether that is proven", ("panel", "trustees")),
    Fact("round", "lawful_basis", "Lawful basis, as the settings give it", ("panel", "trustees")),
    # A summary without anybody in it.
    Fact("round", "counts", "Rounded numbers of people and places", ("trustees",)),
    Fact("round", "tables", "Rounded tables of scores, choices, reasons and needs", ("trustees",)),
    Fact("round", "quality", "How good the pairs are, in words", ("trustees",)),
    Fact("round", "rounding", "How figures were rounded and what was left out", ("trustees",)),
    Fact("round", "decided", "How far people have decided, rounded", ("trustees",)),
)
"""Everything that anybody but the coordinator may be shown."""

NEVER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Private refusals", ("not_these",)),
    ("Conflicts and their kind", ("conflicts",)),
    ("Special and gated answers, whatever the field", ()),
    ("What is stuck, and where confidence is lacking", ("what_is_stuck", "confidence_areas")),
    ("Access needs", ("access_needs",)),
    (
        "Who and what was wished for, and experiences on offer",
        (
            "preferred_mentors",
            "preferred_mentees",
            "experience_wanted",
            "lived_experience_offered",
        ),
    ),
    ("Free text", ("hopes", "biography")),
    ("Footing of the post, grade", ("security", "grade")),
    (
        "Consents and their dates",
        (
            "consent_matching",
            "consent_matching_date",
            "consent_share_form",
            "consent_share_form_date",
            "consent_special",
            "consent_special_date",
            "consent_monitoring",
            "consent_monitoring_date",
            "consent_keep",
            "consent_keep_date",
            "submitted_at",
        ),
    ),
    ("Monitoring answers", ()),
)
"""What no letter and no summary says to anybody: in words, and the fields that hold it.

The panel sees who stood on a mentee's own list, and how plain answers earned
points; it sees none of the rest.
"""


def facts_for(audience: Audience, part: str) -> tuple[Fact, ...]:
    """Return what an object of a template holds for an audience."""
    return tuple(fact for fact in FACTS if fact.part == part and audience in fact.to)


def parts_for(audience: Audience) -> tuple[str, ...]:
    """Return the objects that templates for an audience may name."""
    return tuple(dict.fromkeys(fact.part for fact in FACTS if audience in fact.to))
