"""What a round can give, as plain data with ids only."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hsr_match.insight.relaxing.words import shortage_json

if TYPE_CHECKING:
    from hsr_match.insight.shortages.outlook import Outlook
    from hsr_match.matching.problem import MatchingProblem


def outlook_json(seen: Outlook, problem: MatchingProblem) -> dict[str, Any]:
    """Return the outlook with ids in place of positions."""
    return {
        "scale": problem.scale,
        "wanting": seen.wanting,
        "most": seen.coverage.most,
        "exact": seen.coverage.exact,
        "shortages": [shortage_json(problem, each) for each in seen.coverage.shortages],
        "no_mentor_possible": [
            {
                "mentee": problem.mentee_label(entry.mentee),
                "barred_by": {
                    rule: [problem.mentor_label(j) for j in mentors]
                    for rule, mentors in entry.barred_by.items()
                },
            }
            for entry in seen.stranded
        ],
        "rules": [asdict(cost) for cost in seen.rules],
        "quality_floor": [asdict(cost) for cost in seen.floors],
        "criteria": [asdict(row) for row in seen.separations],
        "thin_evidence": [problem.mentee_label(i) for i in seen.thin],
        "left_out_for_size": seen.left_out,
    }
