"""Everything but the solve: what a run would work on."""

from __future__ import annotations

from hsr_match.cli.destination import need_room
from hsr_match.cli.pipeline import now
from hsr_match.cli.progress import Stages, somebody_watches
from hsr_match.cli.request import Request, place_of, prepare_request

SETS = 5
"""Sets of mentees with too few places that are told."""


def dry_run_text(request: Request) -> str:
    """Read and check everything, and say what a solve would work on.

    Returns
    -------
    str
        Sizes, and where the result would go. Nothing is written.

    Raises
    ------
    HsrMatchError
        As :func:`solve_and_write` would.
    """
    from hsr_match.insight.shortages.sets import coverage
    from hsr_match.insight.shortages.words import shortage_sentence
    from hsr_match.matching.consistency import check
    from hsr_match.matching.eligible import count_eligible

    place = place_of(request, now())
    prepared = prepare_request(request, Stages(show=somebody_watches()))
    problem = prepared.problem
    need_room(place.path, sum(problem.shape))
    check(problem)
    pairs, stranded = count_eligible(problem)
    mentees, mentors = problem.shape
    places = int(problem.places.sum())
    size = f"{mentees:,} mentees x {mentors:,} mentors, {places:,} places"
    lines = [f"{size}; {pairs:,} of {mentees * mentors:,} pairs may be made."]
    if stranded:
        lines.append(f"{stranded:,} of the mentees can go to no mentor.")
    can = coverage(problem)
    wanting = int((problem.wanted > 0).sum())
    if can.most < wanting:
        lines.append(f"At most {can.most:,} of {wanting:,} mentees can have a mentor.")
        told = (shortage_sentence(problem, each) for each in can.shortages)
        lines += [sentence for sentence in told if sentence][:SETS]
    kind = "file" if place.single else "folder"
    lines.append(f"Everything is ready; the result would go to the {kind} {place.path}.")
    return "\n".join(lines)
