"""A clean cohort, exported by each form service, is read back as the same people and answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.config.fields import Field, fields
from hsr_match.config.vocabulary import vocabulary
from tests.cohort.forms import styles
from tests.cohort.forms.styles import Person

LEFT_OUT = {"person_id", "languages", *styles.exports.WHO}
FIELDS = [
    entry
    for entry in fields().values()
    if entry.name not in LEFT_OUT
    and entry.type not in ("people", "conflicts", "organisations")
    and not entry.name.endswith("_date")
]
WORDS = st.text("abc d-'é", min_size=1, max_size=12).map(lambda s: f"x{s.strip()}y")
TIMES = st.integers(0, 10**6).map(lambda n: f"2026-0{1 + n % 9}-{1 + n % 28:02d} {n % 24:02d}:30")


def answer(entry: Field, levelled: bool) -> st.SearchStrategy[object]:
    """Any answer that all three services can ask for."""
    ids = list(vocabulary(entry.vocabulary).terms) if entry.vocabulary else []
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True) if ids else None
    match entry.type:
        case "one":
            return st.sampled_from(ids)
        case "level":
            return st.sampled_from(ids).map(int)
        case "many" | "ranked":
            assert some is not None
            return some
        case "rated":
            assert some is not None
            if not levelled:
                return some.map(lambda items: dict.fromkeys(items))
            levels = st.sampled_from(list(vocabulary(str(entry.levels)).terms))
            return st.dictionaries(st.sampled_from(ids), levels, min_size=1, max_size=3)
        case "yesno":
            return st.booleans()
        case "int":
            return st.just(1)
        case "ranked_people":
            return st.nothing()
    return WORDS


@st.composite
def cohorts(draw: st.DrawFn) -> list[Person]:
    """A few people, each with some of the fields."""
    names = st.sampled_from([entry.name for entry in FIELDS])
    chosen = [fields()[name] for name in draw(st.lists(names, min_size=1, max_size=7, unique=True))]
    levelled = draw(st.booleans())
    people = []
    for n in range(draw(st.integers(1, 4))):
        role = draw(st.sampled_from(["mentee", "mentor", "both"]))
        person: dict[str, object] = {
            "role": role,
            "name": f"Person {n}",
            "email": f"person{n}@example.org",
            "submitted_at": draw(TIMES),
            # One question of its own a form at least: else the two are one file given twice.
            **({} if role == "mentor" else {"had_mentor_before": True}),
            **({} if role == "mentee" else {"places": 1}),
        }
        for entry in chosen:
            asked = role == "both" or entry.side in ("both", role)
            if asked and entry.type != "ranked_people" and draw(st.booleans()):
                # Dates of training are shown only; a year is one way to write them.
                value = "2024" if entry.type == "date" else draw(answer(entry, levelled))
                person[entry.name] = value
        people.append(person)
    return people


@settings(max_examples=60, deadline=None)
@given(people=cohorts(), style=st.sampled_from(["microsoft", "google", "qualtrics"]))
def test_each_service_gives_back_the_same_people_and_answers(
    tmp_path_factory: pytest.TempPathFactory, people: list[Person], style: str
) -> None:
    """Keys, ids, names, answers, who is left out and what is set aside: all equal."""
    folder: Path = tmp_path_factory.mktemp("forms")
    expected = styles.content(styles.clean(folder, people))
    found = getattr(styles, style)(folder, people)
    assert styles.content(found) == expected
    assert not [p for p in found.notices if p.code in ("unknown-column", "unknown-value")]


@pytest.mark.parametrize("style", ["microsoft", "google", "qualtrics"])
@pytest.mark.parametrize(
    "entry", [entry for entry in FIELDS if entry.vocabulary], ids=lambda entry: entry.name
)
def test_every_item_of_every_list_comes_through(style: str, entry: Field, tmp_path: Path) -> None:
    """No label, however odd its commas and brackets, is lost by any service."""
    ids = list(vocabulary(str(entry.vocabulary)).terms)
    role = "mentor" if entry.side == "mentor" else "mentee"
    levels = list(vocabulary(entry.levels).terms) if entry.levels else []
    people = []
    for n, item in enumerate(ids):
        other = ids[n - 1]
        value: object = item
        if entry.type == "level":
            value = int(item)
        elif entry.type in ("many", "ranked"):
            value = [item, other]
        elif entry.type == "rated":
            value = {item: levels[n % len(levels)]}
        people.append(
            {
                "role": role,
                "name": f"Person {n}",
                "email": f"p{n}@example.org",
                "submitted_at": "2026-01-12 09:30",
                entry.name: value,
            }
        )
    expected = styles.content(styles.clean(tmp_path, people))
    assert styles.content(getattr(styles, style)(tmp_path, people)) == expected
