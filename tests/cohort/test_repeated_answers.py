"""An answer that was looked up is the answer that would have been read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsr_match.cohort import Cohort, asked, cohort_document, read_cohort
from hsr_match.cohort import answers as answers_module
from hsr_match.cohort import drafts as drafts_module
from hsr_match.config import Settings
from hsr_match.config.fields import fields
from hsr_match.config.vocabulary import vocabulary
from hsr_match.errors import CohortProblems
from hsr_match.problems import Problem
from tests.cohort.sheets import defaults, own, write_rows
from tests.cohort.sheets import settings as changed
from tests.cohort.test_fuzz import tables
from tests.fuzz.hostile import cell as hostile_cell

ROOT = Path(__file__).resolve().parents[2]
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Forgets(dict[object, dict[str, object]]):
    """A memory that keeps nothing."""

    def __setitem__(self, key: object, value: dict[str, object]) -> None:
        """Let go of it."""


def outcome(path: str, given_settings: Settings) -> tuple[object, tuple[Problem, ...]]:
    """Return everything that reading says of a file."""
    try:
        cohort: Cohort = read_cohort([path], given_settings)
    except CohortProblems as error:
        return None, error.problems
    return cohort_document(cohort), cohort.notices


def both_ways(path: str, given_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = outcome(path, given_settings)
    with monkeypatch.context() as patched:
        made = asked.Question

        def question(*values: object) -> asked.Question:
            found = made(*values)  # type: ignore[arg-type]
            found.known = Forgets()
            return found

        patched.setattr(asked, "Question", question)
        patched.setattr(answers_module, "plain_answer", lambda *_: None)
        for name in ("is_plain_id", "is_plain_name", "is_plain_email"):
            patched.setattr(drafts_module, name, lambda _: False)
        slow = outcome(path, given_settings)
    assert quick == slow


@pytest.mark.parametrize(
    "name",
    ["cohort.csv", "small.csv", "forms/clean.csv", "forms/google.csv", "forms/qualtrics.csv"],
)
def test_the_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways(str(ROOT / "examples" / name), defaults(), monkeypatch)


@QUIET
@given(rows=tables(), twice=st.booleans())
def test_any_table(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[list[str]],
    twice: bool,
) -> None:
    """Each row again under another id, so that every answer comes twice."""
    again = [[f"Q{n}", *row[1:]] for n, row in enumerate(rows[1:])] if twice else []
    path = write_rows(tmp_path_factory.mktemp("twice"), [*rows, *again])
    both_ways(path, defaults(), monkeypatch)
    both_ways(path, changed(criteria=(own(name="own", kind="terms"),)), monkeypatch)


LISTS = [f for f in fields().values() if f.type in ("many", "ranked", "rated", "text", "one")]
LEVELS = ["", ":3", ":0", ":9", " (2)", "=1", ":3!", "!", ":use", ":want_to_learn", " : 2 ", ":٣"]


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """One field's answers, mostly good ones, in the forms that people write lists in."""
    field = draw(st.sampled_from([f for f in LISTS if f.name not in ("role", "name")]))
    terms = list(vocabulary(field.vocabulary).terms.values()) if field.vocabulary else []
    words = [word for term in terms[:12] for word in (term.id, term.label, *term.synonyms[:1])]
    words += ["", " ", "other", "Other: x", "None of these", "Prefer not to say", "unheard of"]
    piece = st.builds(lambda a, b: a + b, st.sampled_from(words), st.sampled_from(LEVELS))
    joint = st.sampled_from([";", "; ", ";", "\n", ",", ";;"])
    answer = st.builds(lambda pieces, by: by.join(pieces), st.lists(piece, max_size=7), joint)
    answer |= st.randoms(use_true_random=False).map(hostile_cell)
    rows = [["id", "role", field.name]]
    for number in range(draw(st.integers(1, 5))):
        text = draw(answer)
        rows += [[f"{side}{number}{k}", r, text] for k in "ab" for side, r in SIDES]
    return rows


SIDES = (("E", "mentee"), ("R", "mentor"))


@QUIET
@given(rows=lists())
def test_any_list(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, rows: list[list[str]]
) -> None:
    both_ways(write_rows(tmp_path_factory.mktemp("lists"), rows), defaults(), monkeypatch)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("setting", "Social\ncare; policy"),
        ("needs", "promotion:3; teaching:0"),
        ("offers", "promotion:0; teaching:2"),
        ("research_areas", "social_care; social_care"),
        ("needs", "Getting\ninto leadership:2"),
        ("methods", "interviews_focus_groups; simulation"),
        ("methods", "simulation; interviews_focus_groups:use; simulation"),
        ("needs", "promotion; teaching:2"),
        ("needs", "promotion!; teaching"),
        ("offers", "promotion; teaching:0"),
    ],
)
def test_lists_on_the_edge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: str, text: str
) -> None:
    rows = [["id", "role", heading], ["E1", "mentee", text], ["R1", "mentor", text]]
    both_ways(write_rows(tmp_path, rows), defaults(), monkeypatch)


WHO = ["A B", "Zoë  É", " x", "a\tb", "a\nb", "-", "n/a", "None", "x" * 130, "", "a b", "ÅA"]
IDS = ["E1", "e-1", "-1", "1-", "x" * 70, "a b", "a;b", "É1", "E\u200b1", "007", "", "2026-01-12"]
MAILS = ["a@b.org", "A@B.org", "mailto:a@b.org", "a@b", "anonymous", "a@@b.org", "-", "", "é@b.org"]


@QUIET
@given(
    rows=st.lists(
        st.tuples(*(st.sampled_from(words) for words in (IDS, WHO, MAILS, [*WHO, "retired"]))),
        max_size=6,
    )
)
def test_anybody(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str, ...]],
) -> None:
    """Ids, names and addresses of every kind."""
    head = ["role", "id", "name", "email", "organisation"]
    table = [head, *(["mentee" if n % 2 else "mentor", *row] for n, row in enumerate(rows))]
    both_ways(write_rows(tmp_path_factory.mktemp("who"), table), defaults(), monkeypatch)
