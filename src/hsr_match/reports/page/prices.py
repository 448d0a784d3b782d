"""The data of the section "What if": scores, rules, prices and what solving again needs.

Numbers are little-endian integers in base64, as narrow as they fit, row after
row of mentees. The page adds them up as binary64, which is exact below 2^53;
what could reach further is left out, and the page says so.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.matching.gains import transform
from hsr_match.reports.page.prices_reasons import Reasons

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.outcome import Outcome
    from hsr_match.insight.pricing.model import WhatIf
    from hsr_match.matching.problem import Ints, MatchingProblem

FORMAT = "hsr-match/prices/1"

MOST_EMBEDDED = 1_500_000
"""Mentees × mentors up to which every pair is on the page and changes are solved again there."""

MOST_READ = 20_000_000
"""Mentees × mentors beyond which the page holds no pairs but those that are made."""

EXACT = 1 << 53
"""Whole numbers below this are exact in a browser."""

WIDTHS = ((1, "i1"), (2, "i2"), (3, "i3"), (4, "i4"))


def price_document(briefing: Briefing) -> dict[str, Any] | None:
    """Return what the page needs to show and price changes, ready to be written as JSON.

    Parameters
    ----------
    briefing
        The run. Where its prices are not exact, scores and rules are given
        without prices, and the sentence that says why.

    Returns
    -------
    dict or None
        None where there is nobody to pair, or so many that no table fits a page.
    """
    outcome = briefing.outcome
    problem = outcome.problem
    n, m = problem.shape
    if not n or not m or n * m > MOST_READ:
        return None
    kept = m if n * m <= MOST_EMBEDDED else max(5, min(50, MOST_EMBEDDED // n))
    table = _table(outcome, kept)
    if table is None:
        return None
    matching = outcome.matching
    tied = _tied(problem)
    document: dict[str, Any] = {
        "format": FORMAT,
        "mentees": n,
        "mentors": m,
        "kept": kept,
        "columns": None if table.columns is None else _packed(table.columns),
        "scores": _packed(table.scores),
        "reasons": _packed(table.reasons),
        "reasonWords": table.reason_words,
        "mayLift": table.may_lift,
        "wanted": problem.wanted.tolist(),
        "loadsMin": problem.must_have.tolist(),
        "places": problem.places.tolist(),
        "placesMax": problem.places_max.tolist(),
        "pins": [list(pin) for pin in problem.pins],
        "pairs": [list(pair) for pair in matching.pairs],
        "order": problem.order,
        "alpha": matching.alpha,
        "scale": problem.scale,
        "given": outcome.kind == "scores",
        "pricing": briefing.pricing,
        "pricingWords": briefing.pricing_words,
        "command": _command(outcome),
        "decided": outcome.decided is not None,
        "approved": _approved(outcome),
        "run": f"{outcome.started:%Y-%m-%d %H:%M:%S} UTC",
        "prices": _prices(briefing.what_if, table),
        "tied": tied,
        "again": None,
    }
    if briefing.what_if is not None and kept == m and not tied:
        document["again"] = _solved_again(outcome, table)
    return document


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The pairs that are embedded: all of them, or each mentee's best.

    ``columns`` holds mentors by position, −1 for none, and is None for all;
    arrays have shape (mentees, kept).
    """

    columns: Ints | None
    scores: Ints
    reasons: Ints
    reason_words: list[str]
    may_lift: list[bool]


def _table(outcome: Outcome, kept: int) -> _Table | None:
    problem = outcome.problem
    n, m = problem.shape
    made: dict[int, list[int]] = {}
    for i, j in outcome.matching.pairs:
        made.setdefault(i, []).append(j)
    reasons = Reasons(outcome)
    parts: list[tuple[Ints, Ints, Ints]] = []
    for start in range(0, n, ROWS_AT_ONCE):
        rows = slice(start, min(start + ROWS_AT_ONCE, n))
        scores = np.asarray(problem.scores.block(rows, slice(None)), dtype=np.int64)
        why = reasons.block(rows)
        if kept == m:
            columns = np.empty((len(scores), 0), dtype=np.int64)
        else:
            columns = _best(scores, why, kept, made, start)
            # −1 looks up the last mentor; nobody reads what stands there.
            scores = np.take_along_axis(scores, columns, axis=1)
            why = np.take_along_axis(why, columns, axis=1)
        parts.append((columns, scores, why))
    columns, scores, why = (np.concatenate(part) for part in zip(*parts, strict=True))
    if int(np.abs(scores).max(initial=0)) >= EXACT:
        return None
    return _Table(None if kept == m else columns, scores, why, reasons.words, reasons.may_lift)


def _best(scores: Ints, why: Ints, kept: int, made: dict[int, list[int]], start: int) -> Ints:
    """Return each mentee's present mentors, then the best by score that may be made."""
    rank = np.where(why == 0, scores, np.iinfo(np.int64).min)
    for i in range(len(scores)):
        rank[i, made.get(start + i, [])] = np.iinfo(np.int64).max
    best: Ints = np.argsort(-rank.astype(np.float64), axis=1, kind="stable")[:, :kept]
    return np.where(np.take_along_axis(rank, best, axis=1) > np.iinfo(np.int64).min, best, -1)


def _prices(told: WhatIf | None, table: _Table) -> dict[str, Any] | None:
    """Return what making each pair would cost, old less new."""
    if told is None:
        return None
    force, at = told.force, table.columns
    parts = {
        "coverage": force.coverage,
        "pairs": force.pairs,
        "gain": force.gain,
        "known": force.known.astype(np.int64),
    }
    if _top(force.gain) >= EXACT:
        return None
    return {
        name: None
        if part is None
        else _packed(part if at is None else np.take_along_axis(part, at, axis=1))
        for name, part in parts.items()
    }


def _tied(problem: MatchingProblem) -> str:
    """Say why several changes are not solved again in the page; empty where they are."""
    if problem.several:
        return "Mentees may have several mentors, so one change asks for others."
    ties = len(problem.spread) + len(problem.apart) + len(problem.together) + len(problem.floors)
    if ties or problem.least_if_used:
        return "Limits tie pairs together, so one change asks for others."
    return ""


def _solved_again(outcome: Outcome, table: _Table) -> dict[str, Any] | None:
    """Return what the page needs to solve again: the optimum with its proof; None if too large.

    The three steps (mentees with a mentor, gain, ticket) are two numbers there:
    ``unit`` times the first plus the second, then the third. ``unit`` is larger
    than anything that gains along one chain of moves can add up to.
    """
    problem, matching = outcome.problem, outcome.matching
    certificate = matching.certificate
    if certificate is None or certificate.rungs[-1] != "tie_break" or not matching.canonical:
        return None
    n, m = problem.shape
    gains = transform(table.scores, matching.alpha)
    credit = np.zeros(n, dtype=np.int64) if problem.credit is None else problem.credit
    objective, tickets = certificate.mentors[:, -2], certificate.mentors[:, -1]
    first = problem.order == "pairs_first"
    coverage = certificate.mentors[:, 0] if first else np.zeros(m, dtype=np.int64)
    largest = _top(gains) + _top(credit)
    chain = 2 * largest * (m + 2) + 2 * problem.extra_place_cost * (n + 1)
    unit = 1 << (4 * (chain + _top(objective) + 1)).bit_length()
    together = (_top(coverage) + 4) * unit * 4
    if together >= EXACT or _top(tickets) + (m + 2) * 2**42 >= EXACT or n * 2**40 >= EXACT:
        return None
    held_places, held_max = _held(outcome)
    return {
        "unit": unit if first else 0,
        "extraPlaceCost": problem.extra_place_cost,
        "gains": None if matching.alpha == 0 else _packed(gains),
        "credit": None if problem.credit is None else credit.tolist(),
        "potentials": (coverage * unit + objective).tolist(),
        "ticketPotentials": tickets.tolist(),
        "menteeTickets": _tickets(problem, "mentee"),
        "mentorTickets": _tickets(problem, "mentor"),
        "heldPlaces": held_places.tolist(),
        "heldMax": held_max.tolist(),
        "before": {
            "coverage": matching.coverage,
            "gain": matching.gain,
            "total": matching.total,
        },
    }


def _held(outcome: Outcome) -> tuple[Ints, Ints]:
    """Return the places that mentors in reserve would open for pins; 0 for everybody else."""
    nobody = np.zeros(outcome.problem.shape[1], dtype=np.int64)
    settings, cohort = outcome.settings, outcome.cohort
    if outcome.kind == "scores" or cohort is None or settings.rules.reserve != "hold":
        return nobody, nobody
    reserve = np.array([bool(mentor.get("reserve")) for mentor in cohort.mentors])
    if not reserve.any():
        return nobody, nobody
    from hsr_match.matching.places import places

    opened = replace(settings, rules=replace(settings.rules, reserve="open"))
    _, some, most = places(cohort.mentors, opened, ())
    return some * reserve, most * reserve


def _tickets(problem: MatchingProblem, side: str) -> str:
    from hsr_match.matching.tie_break import person_tickets

    keys = problem.mentee_keys if side == "mentee" else problem.mentor_keys
    return b64encode(person_tickets(keys, side, problem.seed).astype("<u8").tobytes()).decode()


def _command(outcome: Outcome) -> str:
    what = "--scores SCORES" if outcome.kind == "scores" else "COHORT"
    # Without the run its decisions would not count: approved pairs might go.
    decisions = " --changes RUN" if outcome.decided is not None else ""
    return f"hsr-match solve {what}{decisions} --changes changes.yaml"


def _approved(outcome: Outcome) -> list[list[int]]:
    """Return the pairs that people approved in a decided run: solved again, they stay."""
    if outcome.decided is None:
        return []
    pairs = outcome.matching.pairs
    return [[i, j] for i, j in pairs if outcome.status_of(i, j) == "approved"]


def _top(values: NDArray[np.int64]) -> int:
    return int(np.abs(values).max(initial=0))


def _packed(values: NDArray[np.int64]) -> dict[str, str]:
    """Return integers as text, three bytes each where three are enough."""
    top = max(int(values.max(initial=0)), -1 - int(values.min(initial=0)))
    for width, kind in WIDTHS:
        if top < 1 << (8 * width - 1):
            plain = values.astype("<i4").ravel().view(np.uint8).reshape(-1, 4)[:, :width]
            return {"type": kind, "data": b64encode(plain.tobytes()).decode()}
    return {"type": "f8", "data": b64encode(values.astype("<f8").tobytes()).decode()}
