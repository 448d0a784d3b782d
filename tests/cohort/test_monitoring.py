"""Monitoring answers and what is never read cannot reach a person's answers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.cohort import read_cohort
from hsr_match.config.fields import monitoring_fields
from tests.cohort.sheets import codes, found, mentee, read, refused, settings, where, write_rows


@pytest.mark.parametrize(
    "heading",
    ["Ethnicity", "monitor_gender", "monitor_anything", "Do you consider yourself disabled?"],
)
def test_monitoring_columns_are_set_aside_and_listed_once(tmp_path: Path, heading: str) -> None:
    cohort = read(tmp_path, f"id|role|{heading}\nE1|mentee|SECRET\nR1|mentor|SECRET")
    assert mentee(cohort).answers == {}
    assert cohort.dropped_columns == (heading,)
    assert where(found(cohort.notices, "monitoring-column")) == [(1, heading)]


def test_columns_declared_for_monitoring_are_set_aside(tmp_path: Path) -> None:
    cohort = read(tmp_path, "id|role|Setting\nE1|mentee|acute", settings(monitoring=("setting",)))
    assert mentee(cohort).answers == {}
    assert "monitoring-column" in codes(cohort.notices)


@pytest.mark.parametrize("heading", ["Age", "Date of birth", "Years since PhD", "Nationality"])
def test_what_is_never_read_is_dropped_with_its_reason(tmp_path: Path, heading: str) -> None:
    cohort = read(tmp_path, f"id|role|{heading}\nE1|mentee|51")
    assert mentee(cohort).answers == {}
    assert found(cohort.notices, "never-read").message.startswith("Not read: ")


@pytest.mark.parametrize("heading", ["Age", "Ethnicity"])
def test_no_setting_brings_such_a_column_back(tmp_path: Path, heading: str) -> None:
    text = f"id|role|{heading}\nE1|mentee|2"
    problems = refused(tmp_path, text, settings(columns={heading: "career_stage"}))
    assert where(found(problems, "column-cannot-be-used")) == [(1, heading)]


def test_a_listed_question_may_hold_such_words(tmp_path: Path) -> None:
    """A PhD supervisor is a conflict, not a PhD."""
    cohort = read(tmp_path, "id|role|PhD supervisor\nE1|mentee|R1\nR1|mentor|")
    assert mentee(cohort).get("conflicts") == (("id:r1", "supervisor"),)


@given(data=st.data())
def test_changing_monitoring_answers_changes_nobody(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever stands in monitoring columns, the people read are the same to the last key."""
    words = st.text(alphabet="abc01;,=@ ", max_size=8).map(str.strip)
    headings = [f.headings[0] for f in monitoring_fields().values()]
    base = [["id", "role", "needs"], ["E1", "mentee", "teaching"], ["R1", "mentor", ""]]
    extra = [headings, *([data.draw(words) for _ in headings] for _ in range(2))]
    folder = tmp_path_factory.mktemp("monitoring")
    plain = read_cohort([write_rows(folder, base, "plain.csv")], settings())
    rows = [row + more for row, more in zip(base, extra, strict=True)]
    with_more = read_cohort([write_rows(folder, rows, "more.csv")], settings())
    for one, other in zip(
        (*plain.mentees, *plain.mentors), (*with_more.mentees, *with_more.mentors), strict=True
    ):
        assert (one.key, one.id, one.answers) == (other.key, other.id, other.answers)
