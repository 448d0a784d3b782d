"""All settings of a run. The values here are those of ``configs/default.yaml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from hsr_match.config.amounts import Number, Price, Whole
from hsr_match.config.limits import FloorLimit, Tie
from hsr_match.config.model import as_json, group, items, key, required, section
from hsr_match.config.rule_settings import Rules
from hsr_match.config.scoring_tables import Scoring
from hsr_match.config.texts import Choice, Switch, Text
from hsr_match.config.weights import Criterion, Weights

Heading = Annotated[str, Text(1000)]
Words = Annotated[str, Text(5000, blank=True)]


@group
class Fairness:
    """What is maximised once as many mentees as possible have a mentor."""

    objective: Annotated[
        Literal["balanced", "total", "worst_first", "highest_floor"],
        Choice("balanced", "total", "worst_first", "highest_floor"),
    ] = key(
        "balanced",
        "`total`: the sum of scores. `balanced`: raising a weak pair counts for more than "
        "improving a strong one by as much. `worst_first`: the weakest pair as good as it can "
        "be, then the next weakest, and so on. `highest_floor`: the weakest pair as good as it can "
        "be, then the highest sum of scores.",
    )
    alpha: Annotated[float, Number(0, 5)] = key(
        2,
        "How much more, for `balanced`; 0 is the same as `total`. `worst_first` and "
        "`highest_floor` fall back on it.",
    )
    max_price: Annotated[float, Price()] = key(
        0.02,
        "Share of the best total that fairness may cost; what costs more gives way to a milder "
        "objective.",
    )


@group
class Consent:
    """Where people agreed to the use of health, ethnicity, belief or orientation."""

    special: Annotated[Literal["column", "on_form"], Choice("column", "on_form")] = key(
        "column", "`column`: each person in `consent_special`. `on_form`: the form itself asked."
    )


@group
class Sheets:
    """Sheets of a workbook, where their names do not say who is on them."""

    mentors: Annotated[str, Text(100, blank=True)] = key("", "Sheet of the mentors.")
    mentees: Annotated[str, Text(100, blank=True)] = key("", "Sheet of the mentees.")


@group
class Decision:
    """One pair decided by people: a pin makes it, a ban prevents it."""

    mentee: Annotated[str, Text(300)] = required("Id, e-mail or unique name.")
    mentor: Annotated[str, Text(300)] = required("Id, e-mail or unique name.")
    by: Annotated[str, Text(300, blank=True)] = key(
        "", "Who decided; needed, with `reason`, where a pin sets a rule aside."
    )
    reason: Words = key("", "Why.")
    approved: Annotated[bool, Switch()] = key(
        False,
        "Whether a pin keeps a pair that was proposed and then approved, rather than one that "
        "somebody asked for.",
    )


@group
class Solver:
    """Limits of the search, and the key that settles ties."""

    time_limit: Annotated[float, Number(0, 86400, above=True)] = key(60, "Seconds.")
    seed: Annotated[int, Whole(0, 10**15 - 1)] = key(
        2026, "Key of the rule that settles ties between equally good pairings."
    )


@group
class Settings:
    """Everything a scheme decides; see ``docs/reference/settings.md``.

    Made by :func:`hsr_match.load_settings`. Numbers keep the decimals that were
    written: ``Fraction(str(x))`` is what the file says.
    """

    weights: Weights = section(Weights, "Weights of the built-in criteria, by proportion.")
    criteria: tuple[Criterion, ...] = items(Criterion, "Criteria on a scheme's own columns.")
    scoring: Scoring = section(Scoring, "What answers are worth.")
    rules: Rules = section(Rules, "Which pairs may be made.")
    fairness: Fairness = section(Fairness, "What is maximised.")
    consent: Consent = section(Consent, "Consent to the use of special answers.")
    monitoring: tuple[Heading, ...] = key(
        (), "Headings that never reach scoring, rules or matching."
    )
    columns: dict[Heading, Annotated[str, Text(60)]] = key({}, "Heading in the table: field.")
    sheets: Sheets = section(Sheets, "Sheets of a workbook, by role.")
    decimal: Annotated[Literal[".", ","], Choice(".", ",")] = key(
        ".", "Decimal sign of numbers in the tables."
    )
    lawful_basis: Words = key("", "Lawful basis of the processing, printed in reports.")
    retention_months: Annotated[int, Whole(0, 240)] = key(
        12, "Months after which the run should be deleted, printed in reports."
    )
    justification: Words = key("", "Why this scheme departs from the defaults.")
    pins: tuple[Decision, ...] = items(Decision, "Pairs to make.")
    bans: tuple[Decision, ...] = items(Decision, "Pairs not to make.")
    apart: tuple[Tie, ...] = items(Tie, "Mentees who must not share a mentor.")
    together: tuple[Tie, ...] = items(Tie, "Mentees who must have the same mentor, or none.")
    floors: tuple[FloorLimit, ...] = items(
        FloorLimit, "Least numbers of pairs that give something asked for; never of monitoring."
    )
    solver: Solver = section(Solver, "Limits of the search.")

    def as_json(self) -> dict[str, Any]:
        """Return all settings as plain JSON; keys of tables over levels become text."""
        result: dict[str, Any] = as_json(self)
        return result
