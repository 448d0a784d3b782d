"""Screen and data give the facts of the briefing, none of their own."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hsr_match.cli.explain import explain
from hsr_match.cli.solve import solve
from hsr_match.insight import read_run
from hsr_match.insight.briefing.made import brief
from hsr_match.insight.briefing.model import Briefing
from tests.documents import ROOT


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of the larger example."""
    folder = tmp_path_factory.mktemp("brief")
    shutil.copy(ROOT / "examples" / "cohort.csv", folder)
    done = CliRunner().invoke(
        solve, [str(folder / "cohort.csv"), "-o", str(folder / "run"), "-q"], standalone_mode=False
    )
    assert (folder / "run" / "match.json").exists(), done.output
    return folder / "run"


@pytest.fixture(scope="module")
def briefing(home: Path) -> Briefing:
    return brief(read_run(home), named=False)


def asked(*words: Any) -> str:
    result = CliRunner().invoke(explain, [str(word) for word in words], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.stdout


def alternatives(briefing: Briefing, others: Any) -> list[dict[str, Any]]:
    problem = briefing.outcome.problem
    return [
        {
            "mentor": problem.mentor_label(other.mentor),
            "score": other.score,
            "rank": other.rank,
            "barred_by": list(other.barred_by),
            "taken_by": [problem.mentee_label(i) for i in other.taken_by],
            "free": other.free,
            "lost": other.lost
            and {
                "mentees": other.lost[0],
                "pairs": other.lost[1],
                "objective": other.lost[2],
            },
            "price": other.price,
        }
        for other in others
    ]


def test_explain_gives_every_figure_and_sentence_of_every_pair(
    home: Path, briefing: Briefing
) -> None:
    problem = briefing.outcome.problem
    for detail in briefing.pairs[::4]:
        found = json.loads(asked(home, problem.mentee_label(detail.mentee), "--format", "json"))
        for name in ("format", "kind", "scale"):
            del found[name]
        both = found.pop("as_mentor", None)
        assert (both is not None) == found["mentee"].startswith("B")
        plain = json.loads(json.dumps(asdict(detail)))
        assert found == {
            **plain,
            "mentee": problem.mentee_label(detail.mentee),
            "mentor": problem.mentor_label(detail.mentor),
            "current": problem.mentor_label(detail.mentor),
            "alternatives": alternatives(briefing, detail.alternatives),
        }


def test_explain_gives_the_reasons_of_everybody_without(home: Path, briefing: Briefing) -> None:
    problem = briefing.outcome.problem
    assert briefing.unmatched
    for entry in briefing.unmatched:
        found = json.loads(asked(home, problem.mentee_label(entry.told.mentee), "--format", "json"))
        assert (found["reason"], found["sentence"]) == (entry.told.reason, entry.told.sentence)
        assert found["remedy"] == entry.told.remedy
        assert found["rivals"] == [problem.mentee_label(i) for i in entry.rivals]
        assert found["alternatives"] == alternatives(briefing, entry.alternatives)
        changes = [way["change"] for way in found["relaxations"]]
        assert {way.change for way in entry.remedies} <= set(changes)


def test_the_screen_gives_the_same_sentences_with_names(home: Path) -> None:
    briefing = brief(read_run(home), named=True)
    problem = briefing.outcome.problem
    for detail in briefing.pairs[::9]:
        pair = problem.mentee_label(detail.mentee), problem.mentor_label(detail.mentor)
        text = " ".join(asked(home, *pair).split())
        assert text.endswith(detail.verdict)
        assert all(caution.text in text for caution in detail.cautions)
    for entry in briefing.unmatched:
        text = " ".join(asked(home, problem.mentee_label(entry.told.mentee)).split())
        assert f"{entry.told.sentence} {entry.told.remedy}" in text


def test_pairs_stand_in_the_order_of_the_insight_and_agree_with_it(briefing: Briefing) -> None:
    insight = briefing.outcome.insight
    assert len(briefing.pairs) == len(insight.pairs)
    for detail, pair in zip(briefing.pairs, insight.pairs, strict=True):
        assert (detail.mentee, detail.mentor, detail.score) == (
            pair.mentee,
            pair.mentor,
            pair.score,
        )
        assert (detail.rank, detail.why, detail.cautions) == (pair.rank, pair.why, pair.cautions)
        assert dict(detail.criteria) == dict(pair.points)
        assert detail.evidence == pair.evidence
        assert sum(row.units for row in detail.rows) == detail.score


def test_ids_alone_unless_names_are_wanted(home: Path, briefing: Briefing) -> None:
    cohort = briefing.outcome.cohort
    assert cohort is not None
    names = [person.name for person in (*cohort.mentees, *cohort.mentors)]
    assert [name for name in names if name in repr(briefing)] == []
    named = repr(brief(read_run(home), named=True))
    person = cohort.mentees[briefing.unmatched[0].told.mentee]
    assert f"{person.name} ({person.id})" in named
