"""A small made-up cohort in the workbook's own form; nobody in it exists."""

from __future__ import annotations

from collections.abc import Iterator

from hsr_match.reports.scheme.questions import Side, questions

Person = dict[str, str]

_COMMON = (
    "Full name",
    "Where do you work?",
    "Which best describes your current way of working?",
    "Research interests",
)
_MENTEE = ("What would you like help with?", "Methods you would like to learn", "Line manager")
_MENTOR = ("What can you offer?", "Methods you can teach", "How many mentees would you like?")

_MENTEES = """
Ada Brightwell | Norbridge University | With guidance | Social care; Workforce and professional roles | Caring and work:3; Writing and publishing:2 | Qualitative research | Hana Silverdale
Bilal Ashgrove | Kestrelby University | Own parts | Digital care and data; Quality and safety | Winning research funding:3; Getting into leadership:2 | Machine learning and text analysis |
Carys Lindenmoor | Aberwenna University | Own parts | Maternity and newborn; Inequalities and inclusion | Getting into leadership:3; Confidence:2 | Mixed methods |
Dele Fallowfield | Policy Loom | Own projects | Commissioning and policy | Moving job or institution:3; Planning a career:1 | Health economics |
Ewa Stonebridge | Kestrelby University | With guidance | Quality and safety; Patient experience and outcomes | Learning a method:3; Confidence:1 | Process evaluation | Gwyn Amberley
Farid Millerby | Norbridge University | Own parts | Health economics and efficiency | Promotion and progression:3; Winning research funding:2 | Discrete choice |
Greta Oakhanger | Aberwenna University | Own parts | Mental health services; Children and young people | Coming back after a break:3; Part-time or flexible careers:2 | |
Huw Thornbury | Westmarch NHS Trust | With guidance | Urgent and emergency care | Combining clinical work and research:3; Applying for a fellowship:2 | Trial management |
"""  # noqa: E501  (a table, one person a line)

_MENTORS = """
Fatou Harrowgate | University of Exampleton | Own projects | Social care; Maternity and newborn | Caring and work:3; Getting into leadership:2; Writing and publishing:2; Coming back after a break:2 | Qualitative research | 2
Gwyn Amberley | Kestrelby University | Sets direction | Quality and safety; Digital care and data | Winning research funding:3; Getting into leadership:3; Confidence:2 | Process evaluation | 2
Hana Silverdale | Norbridge University | Own projects | Commissioning and policy; Primary and community care | Planning a career:3; Moving job or institution:2; Winning research funding:3 | Health economics | 1
Idris Penhallow | Westmarch NHS Trust | Sets direction | Urgent and emergency care; Patient experience and outcomes | Combining clinical work and research:3; Applying for a fellowship:2; Learning a method:2 | Trial management; Process evaluation | 1
Jun Carrowdale | Aberwenna University | Own projects | Health economics and efficiency | Promotion and progression:3; Learning a method:3; Confidence:1 | Discrete choice; Machine learning and text analysis | 2
"""  # noqa: E501  (a table, one person a line)


def made_up_people() -> dict[str, list[Person]]:
    """Return sheet → people, each as question → answer."""
    return {
        "Mentors": list(_people(_MENTORS, (*_COMMON, *_MENTOR), "mentor")),
        "Mentees": list(_people(_MENTEES, (*_COMMON, *_MENTEE), "mentee")),
    }


def _people(table: str, headings: tuple[str, ...], side: Side) -> Iterator[Person]:
    texts = {question.text for question in questions(side)}
    for line in table.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        person = dict(zip(headings, cells, strict=True))
        word = person["Full name"].split()[0].lower()
        person |= {
            "Work email": f"{word}@example.org",
            "How would you like to meet?": "Online",
            "Is your organisation a member of HSR UK?": "Yes",
            "I agree that my answers are used for matching": "Yes",
            "I agree that my form is shared with my mentor/mentee": "Yes",
            "Date submitted": "2026-01-12",
        }
        assert person.keys() <= texts
        yield person
