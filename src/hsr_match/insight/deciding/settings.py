"""The settings of a run after decisions: approved pairs are pins, declined ones bans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hsr_match.insight.deciding.decided import PairDecision
from hsr_match.insight.deciding.rows import Ids

if TYPE_CHECKING:
    from hsr_match.config import Settings
    from hsr_match.insight.outcome import Outcome


def settings_after(
    outcome: Outcome, current: Mapping[Ids, PairDecision], pairs: Sequence[Ids]
) -> Settings:
    """Return the settings in which approved pairs are pins and declined ones are bans."""
    from hsr_match.config.settings import Decision

    settings, problem = outcome.settings, outcome.problem
    proposed = {
        (problem.mentee_label(i), problem.mentor_label(j)) for i, j in outcome.matching.pairs
    }
    before = {(pin.mentee, pin.mentor): pin.approved for pin in settings.pins}
    standing = set(pairs)
    approved = [e for e in current.values() if e.status == "approved"]
    declined = [e for e in current.values() if e.status == "declined"]
    # A pair that is open again stays pinned only if a rule was set aside for it.
    free = {pair for pair, e in current.items() if e.status == "approved" or not e.set_aside}
    kept = [p for p in settings.pins if (p.mentee, p.mentor) in standing - free]
    ruled_out = [b for b in settings.bans if (b.mentee, b.mentor) not in standing | set(current)]

    def as_decision(entry: PairDecision) -> Decision:
        pair = entry.mentee, entry.mentor
        return Decision(
            mentee=entry.mentee,
            mentor=entry.mentor,
            by=entry.by,
            reason=entry.reason,
            # What somebody asked for, or set against a rule, stays so once approved.
            approved=entry.status == "approved"
            and before.get(pair, pair in proposed and not entry.set_aside),
        )

    return replace(
        settings,
        pins=(*kept, *map(as_decision, approved)),
        bans=(*ruled_out, *map(as_decision, declined)),
    )
