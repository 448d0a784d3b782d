"""The rules that a scheme kept, in words, without those told in confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.insight.words import counted

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

WORDS = {
    "other_organisation": "Mentor and mentee work for different organisations.",
    "conflicts": "Nobody is with their manager, supervisor, co-author or assessor.",
    "past_pairs": "Pairs of earlier rounds are not made again.",
    "essential_need": "A need marked essential can be met at least in part.",
    "department": "Mentor and mentee work in different departments.",
    "language": "Mentor and mentee have a language in common.",
    "meeting_format": "Mentor and mentee have a way of meeting in common.",
    "group": "Nobody is put into a group who does not want one.",
    "step_ahead": "The mentor is a step ahead on the line the mentee wants to grow on.",
}
"""Rule → what it says where it is kept; family ties and refusals are kept unsaid."""


def rules_in_words(outcome: Outcome) -> tuple[str, ...]:
    """Return the rules in force, one sentence each; none where scores were given."""
    if outcome.scores is None:
        return ()
    rules = outcome.settings.rules
    said = []
    for name, words in WORDS.items():
        rule = getattr(rules, name)
        level = getattr(rule, "level", rule)
        if level == "required":
            said.append(words)
        elif level == "preferred":
            said.append(f"{words[:-1]}, where that can be.")
    if rules.quality_floor != "off":
        said.append(f"No pair scores less than {rules.quality_floor:g} of 100.")
    if rules.mentors_per_mentee > 1:
        said.append(f"A mentee gets up to {counted(rules.mentors_per_mentee, 'mentor')}.")
    said.append("No refusal is overruled; nobody who was asked takes part without consent.")
    return tuple(said)
