"""Whether a decided run is the next link after the run that it names (36)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from hsr_match.proof.decided import is_decided, status_of
from hsr_match.proof.documents import MANIFEST
from hsr_match.proof.report import Failure

LONGEST = 1000
"""Links followed at most."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found: what does not hold, and what was or could not be looked at."""

    failures: tuple[Failure, ...]
    notes: tuple[str, ...]


def check_chain(folder: Path, manifest: Document, previous: Path | None) -> Chain:
    """Follow a decided run back to the solve.

    Parameters
    ----------
    folder
        Folder of the run; earlier runs are looked for beside it.
    manifest
        Its ``match.json``.
    previous
        Folder of the run before it, if it lies elsewhere.
    """
    failures: list[Failure] = []
    links = 0
    while is_decided(manifest) and links < LONGEST:
        told = manifest["previous"]
        home = previous if previous is not None else folder.parent / Path(told["folder"]).name
        try:
            content = (home / MANIFEST).read_bytes()
        except OSError:
            if previous is not None:
                failures.append(Failure(36, f"{home} holds no {MANIFEST}"))
            return Chain(tuple(failures), (*_seen(links), _missing(told)))
        if sha256(content).hexdigest() != told["sha256"]:
            message = f"the earlier run {told['folder']} is not the one that was decided on"
            return Chain((*failures, Failure(36, message)), ())
        earlier = json.loads(content)
        failures += [Failure(36, message) for message in _linked(manifest, earlier)]
        links += 1
        manifest, folder, previous = earlier, home, None
    return Chain(tuple(failures), tuple(_seen(links)))


def _seen(links: int) -> Iterator[str]:
    if links:
        run = "run" if links == 1 else f"{links} runs"
        yield (
            f"The {run} before it {'is' if links == 1 else 'are'} as on the day of the decision; "
            "`hsr-match verify` checks each in full."
        )


def _missing(told: Document) -> str:
    return (
        f"The earlier run {told['folder']} is not beside this one, so the link to it was not "
        "checked; --previous names it."
    )


def _linked(manifest: Document, earlier: Document) -> Iterator[str]:
    """Yield what a run says otherwise than the one it follows."""
    name = manifest["previous"]["folder"]
    if earlier["run"]["id"] != manifest["previous"]["id"]:
        yield f"{name} has another id"
    for part in ("cohort.json", "scores.json"):
        if earlier["outputs"].get(part) != manifest["outputs"].get(part):
            yield f"{part} is not that of {name}"
    decided = ("pins", "bans")
    before, after = (
        {key: value for key, value in document["settings"].items() if key not in decided}
        for document in (earlier, manifest)
    )
    if before != after:
        yield f"the settings are not those of {name}"
    log = earlier.get("decisions", [])
    if manifest["decisions"][: len(log)] != log:
        yield f"decisions of {name} were changed or left out"
    objective = earlier["objective"]
    solved = earlier.get("solved") or {
        "status": earlier["status"],
        "coverage": objective["coverage"],
        "pairs": len(earlier["pairs"]),
        "total": objective["total"],
        "gain": objective["gain"],
    }
    if manifest["solved"] != solved:
        yield f"what the solve had reached is told otherwise in {name}"
    yield from _pairs(manifest, earlier)


def _pairs(manifest: Document, earlier: Document) -> Iterator[str]:
    """Yield pairs that came or went without a decision."""
    before, after = (
        {(pair["mentee"], pair["mentor"]) for pair in document["pairs"]}
        for document in (earlier, manifest)
    )
    last = status_of(manifest)
    for pair in sorted(before - after):
        if last.get(pair) != "declined":
            yield f"{' with '.join(pair)} is gone, and nobody declined it"
    for pair in sorted(after - before):
        if last.get(pair) != "approved":
            yield f"{' with '.join(pair)} is new, and nobody approved it"
