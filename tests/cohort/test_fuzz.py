"""Whatever stands in the cells: a cohort, or documented problems; never a crash."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hsr_match.cohort import (
    cohort_document,
    cohort_from_document,
    read_cohort,
    read_given_scores,
)
from hsr_match.config.fields import fields
from hsr_match.config.vocabulary import vocabulary
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level
from tests.cohort.sheets import defaults, own, write_rows
from tests.cohort.sheets import settings as changed

HEADINGS = [
    word
    for field in fields().values()
    if field.name not in ("role", "person_id")
    for word in (field.name, *field.headings[:2], *field.aliases[:1])
]
HEADINGS += ["ID", "Start time", "Completion time", "Age", "Gender", "own", "need_teaching"]
LISTS = ("needs", "methods", "setting", "lived_experience", "frequency")
WORDS = [term.label for name in LISTS for term in vocabulary(name).terms.values()]
WORDS += ["P1", "p2", "a@b.org", "A B", "None", "n/a", "0", "3", "3!", "12/04/2026", "2026-01-12"]
WORDS += ["yes", "no", "1e999", "٣", "=", "(", ")", "other: x", "mentor", "(manager)"]
readable = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=4)
joints = st.sampled_from([";", "; ", ",", ":", " = ", " (", "\n", " and "])
pieces = st.lists(st.sampled_from(WORDS) | readable, min_size=1, max_size=4)
full = st.builds(lambda parts, joint: joint.join(parts), pieces, joints)
cell = st.just("") | st.sampled_from(["yes", "1", "2026-01-12", "Teaching:2", "P1"]) | full


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table whose first row is headings we know, in odd company."""
    head = draw(st.lists(st.sampled_from(HEADINGS), unique=True, min_size=1, max_size=8))
    roles = st.sampled_from(["mentor", "mentee", "both"])
    rows = [
        [f"P{i}", draw(roles), *(draw(cell) for _ in head)] for i in range(draw(st.integers(1, 4)))
    ]
    return [["Applicant ref", "I am applying as", *head], *rows]


def refused_well(error: CohortProblems) -> None:
    """An error says what stops, and every problem what and where."""
    assert any(problem.level is Level.ERROR for problem in error.problems)
    assert all(problem.code and problem.message for problem in error.problems)


@settings(max_examples=60, deadline=None)
@given(rows=tables(), kind=st.sampled_from(["terms", "needs", "number", "same", "preference"]))
def test_any_table_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], kind: str
) -> None:
    """What is read comes back from its stored form; what is refused says where."""
    path = write_rows(tmp_path_factory.mktemp("fuzz"), rows)
    given_settings = changed(criteria=(own(name="own", kind=kind, range=1.0),))
    for chosen in (defaults(), given_settings):
        try:
            cohort = read_cohort([path], chosen)
        except CohortProblems as error:
            refused_well(error)
            continue
        assert len({p.id for p in cohort.mentees}) == len(cohort.mentees)
        assert len({p.key for p in cohort.mentors}) == len(cohort.mentors)
        back = cohort_from_document(cohort_document(cohort))
        assert (back.mentees, back.mentors) == (cohort.mentees, cohort.mentors)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(cell, cell, cell | st.sampled_from(["1", "-2.5", "1e3"]), cell), max_size=5
    )
)
@example(rows=[("", "", "", "")])
def test_any_table_of_scores_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    head = ["mentee_id", "mentor_id", "score", "eligible"]
    path = write_rows(tmp_path_factory.mktemp("fuzz"), [head, *map(list, rows)])
    try:
        table = read_given_scores(path, defaults())
    except CohortProblems as error:
        refused_well(error)
        return
    assert len(table.rows) + len(table.barred) == len(rows)
