"""Random settings that are right."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hsr_match.config import Settings, settings_from_json
from hsr_match.config.fields import fields
from hsr_match.config.private import why_private
from hsr_match.config.weights import KINDS

SHARES = st.integers(0, 1) | st.decimals(0, 1, places=6).map(float)
AMOUNTS = st.integers(1, 500) | st.floats(0.001, 1000)
LEVELS = st.sampled_from(["required", "preferred", "off"])
ODD = ["no", "off", "12:30", "010", "1e3", "~", "null", "<<", "*a", "&a", "!x", "- x", "a: b", "#"]
WORDS = st.sampled_from(ODD) | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff"),
    min_size=1,
    max_size=12,
)
TEXTS = WORDS.filter(lambda text: bool(text.strip()))
HEADINGS = TEXTS.filter(lambda text: why_private(text) is None)


def table(levels: range) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({str(level): SHARES for level in levels})


def group(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


@st.composite
def criteria(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(["ward", "B", "c_3"]), unique=True, max_size=3))
    found: list[dict[str, Any]] = []
    for name in names:
        kind = draw(st.sampled_from(KINDS))
        spec: dict[str, Any] = {"name": name, "kind": kind, "weight": draw(AMOUNTS)}
        if kind == "ladder":
            spec["levels"] = draw(table(range(-1, 2)))
        if kind == "number":
            spec["range"] = draw(AMOUNTS)
        if kind not in ("given", "preference"):
            spec |= draw(group(mentee=HEADINGS, mentor=HEADINGS) | group(column=HEADINGS))
        if kind == "given":
            spec["file"] = "scores.csv"
        found.append(spec)
    return found


DECISIONS = st.lists(
    st.fixed_dictionaries(
        {"mentee": TEXTS, "mentor": TEXTS}, optional={"by": TEXTS, "reason": TEXTS}
    ),
    max_size=3,
)

TIES = st.lists(
    st.fixed_dictionaries(
        {"mentees": st.lists(TEXTS, min_size=2, max_size=3, unique=True)},
        optional={"by": TEXTS, "reason": TEXTS},
    ),
    max_size=2,
)
FLOORS = st.lists(
    st.fixed_dictionaries({"name": TEXTS, "at_least": st.integers(1, 99)}),
    max_size=2,
    unique_by=lambda floor: floor["name"].casefold(),
).flatmap(
    lambda floors: st.tuples(
        *(
            st.just({**floor, "need": "promotion"}) | st.just({**floor, "experience": "lgbt"})
            for floor in floors
        )
    ).map(list)
)
LIMIT = st.just("off") | st.integers(1, 50)

SETTINGS = group(
    weights=group(needs=AMOUNTS, methods=st.just(0), region=AMOUNTS),
    criteria=criteria(),
    scoring=group(
        offer_levels=table(range(4)),
        career_stage=table(range(-3, 5)),
        rank_weights=st.lists(st.floats(0.001, 1), min_size=1, max_size=4),
        part=SHARES,
    ),
    rules=group(
        conflicts=LEVELS,
        quality_floor=st.just("off") | st.integers(0, 100),
        mentors_per_mentee=st.integers(1, 10),
        different_organisations=st.booleans(),
        spread=group(organisation=LIMIT, department=LIMIT),
        last_year_credit=group(points=SHARES, cap=st.integers(0, 100)),
        other_organisation=group(
            level=LEVELS,
            aliases=st.dictionaries(TEXTS, st.lists(TEXTS, max_size=2), max_size=2),
            families=st.lists(st.lists(TEXTS, max_size=3), max_size=2),
        ),
    ),
    fairness=group(
        max_price=SHARES, objective=st.sampled_from(["total", "balanced", "worst_first"])
    ),
    columns=st.dictionaries(HEADINGS, st.sampled_from(sorted(fields())), max_size=3),
    decimal=st.sampled_from([".", ","]),
    justification=st.just("") | WORDS | st.just("two\nlines\tand a tab"),
    pins=DECISIONS,
    bans=DECISIONS,
    apart=TIES,
    together=TIES,
    floors=FLOORS,
    solver=group(seed=st.integers(0, 10**9), time_limit=AMOUNTS),
)


def settings() -> st.SearchStrategy[Settings]:
    return SETTINGS.map(settings_from_json)
