"""The questions of a new scheme: one list for the sheet's headings and for forms.

Each question is a listed heading of its field, so that a form's export and the
sheet map to fields without a ``columns:`` block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hsr_match.config.fields import Field, fields
from hsr_match.config.vocabulary import vocabulary

Side = Literal["mentee", "mentor"]
Kind = Literal["text", "one", "many", "yesno", "number", "people", "date"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one side.

    Attributes
    ----------
    text
        The question, as a heading and on a form.
    field
        Field that it fills.
    note
        How to answer, in a sentence or two.
    needed
        Whether the form should insist on an answer.
    """

    text: str
    field: Field
    note: str
    needed: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """Labels to choose from; empty for free text, numbers and people."""
        if self.field.type == "yesno":
            return ("Yes", "No")
        if self.field.vocabulary is None or self.kind == "people":
            return ()
        return tuple(term.label for term in vocabulary(self.field.vocabulary).terms.values())

    @property
    def kind(self) -> Kind:
        """What kind of question it is on a form."""
        return _KINDS[self.field.type]


_KINDS: dict[str, Kind] = {
    "text": "text",
    "email": "text",
    "organisation": "text",
    "organisations": "text",
    "one": "one",
    "level": "one",
    "many": "many",
    "ranked": "many",
    "rated": "many",
    "yesno": "yesno",
    "int": "number",
    "date": "date",
    "people": "people",
    "ranked_people": "people",
    "conflicts": "people",
}

_PEOPLE = "E-mails or full names, with ; between several."
SEVERAL = "Several answers, with ; between them."
_SENSITIVE = (
    "Health, ethnicity, belief, orientation: used with Yes only. "
    "With No, caring duties and the like are set aside too."
)

_WHO = (
    ("name", "Full name", "As it should stand in letters.", True),
    ("email", "Work email", "One address. People are known by it, so it must stay the same.", True),
    ("organisation", "Where do you work?", "The main employer. Colleagues are kept apart.", True),
    (
        "other_organisations",
        "Other affiliations",
        "Honorary or second employers. " + SEVERAL,
        False,
    ),
    ("job_title", "Current post", "As printed; shown, never scored.", False),
)
_WORK = (
    ("career_stage", "Which best describes your current way of working?",
     "Not a grade: how independently somebody works now.", False),
    ("track", "Are you on a research, teaching or clinical track?", "One answer.", False),
    ("sector_route", "Which sectors have you worked in?",
     "One answer; Mixed for a career in several.", False),
    ("path", "How would you describe your career path?", "One answer.", False),
    ("research_areas", "Research interests", "Up to five, best first. " + SEVERAL, False),
    ("setting", "Where is your research based?", SEVERAL, False),
)  # fmt: skip
_MEETING = (
    ("meeting_format", "How would you like to meet?", SEVERAL, False),
    ("frequency", "How often would you like to meet?", "One answer.", False),
    ("availability", "When are you available?", SEVERAL, False),
)
_LAST = (
    ("conflicts", "Line manager", _PEOPLE + " Never paired.", False),
    ("conflicts", "Supervisor", _PEOPLE + " Never paired.", False),
    ("conflicts", "People you publish or hold grants with", _PEOPLE + " Never paired.", False),
    ("not_these", "Is there anyone you would rather not be matched with?",
     _PEOPLE + " Always kept, never explained to anybody.", False),
    ("member_organisation", "Is your organisation a member of HSR UK?",
     "No or blank keeps a person out. Delete the column if membership does not matter.", True),
    ("consent_matching", "I agree that my answers are used for matching",
     "No or blank keeps a person out.", True),
    ("consent_special", "I consent to the use of sensitive answers for matching",
     _SENSITIVE, False),
    ("consent_share_form", "I agree that my form is shared with my mentor/mentee",
     "Free text is shown with Yes only.", False),
    ("submitted_at", "Date submitted",
     "When the form was sent, such as 2026-01-12; a form service adds it. It dates consent.",
     False),
)  # fmt: skip
_MENTEE = (
    ("needs", "What would you like help with?",
     "Up to six. " + SEVERAL + " Add :3 to what matters most and :1 to what matters least, as in "
     "Confidence:3; Teaching:1", True),
    ("methods", "Methods you would like to learn", SEVERAL, False),
    ("methods", "Methods you use", SEVERAL, False),
    ("growth_line", "Which would you most like to develop?", "One answer.", False),
    ("co_authoring_level", "Would you like to write with your mentor?", "One answer.", False),
    ("mentor_style_wanted", "What kind of mentor would suit you?", SEVERAL, False),
    ("experience_wanted", "Would you like a mentor who has experience of …?",
     "Only if it is wished for. " + SEVERAL, False),
    ("preferred_mentors", "Is there someone you would like?",
     "Up to five mentors, best first. " + _PEOPLE, False),
)  # fmt: skip
_MENTOR = (
    ("offers", "What can you offer?",
     SEVERAL + " Add :3 for strong, :2 for comfortable, :1 for could, as in "
     "Confidence:3; Teaching:1", True),
    ("methods", "Methods you can teach", SEVERAL, False),
    ("methods", "Methods you use", SEVERAL, False),
    ("co_authoring_offered", "Would you write with a mentee?", "One answer.", False),
    ("mentor_style", "Describe your mentoring style", SEVERAL, False),
    ("lived_experience_offered", "Lived experience you are happy to share",
     "Only what may be told to a mentee who asks. " + SEVERAL, False),
    ("places", "How many mentees would you like?", "A whole number; 0 for none this round.", True),
    ("places_max", "Maximum number of mentees",
     "The most, if need be; blank for the number before.", False),
    ("reserve", "Would you act as a reserve?", "Held back until somebody drops out.", False),
)  # fmt: skip

ADDED_BY_SERVICES = ("submitted_at",)
"""Fields that form services fill in by themselves."""


def questions(side: Side) -> tuple[Question, ...]:
    """Return the questions to one side, in the order of the form."""
    own = _MENTEE if side == "mentee" else _MENTOR
    return tuple(
        Question(text, fields()[name], note, needed)
        for name, text, note, needed in (*_WHO, *_WORK, *own, *_MEETING, *_LAST)
    )
