"""Run many cases and count what came of them.

    python -m tests.fuzz --cases 20000 --seed 1
    python -m tests.fuzz --seed 1 --only 4711        one case again, with its files kept

The exit code is 1 if a case did what must not happen.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

from tests.fuzz.cases import case
from tests.fuzz.judge import judged


def main() -> int:
    """Run the cases asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    choice = parser.parse_args()
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", "builtin type .* has no __module__", DeprecationWarning)
    numbers = (
        range(choice.start, choice.start + choice.cases)
        if choice.only is None
        else range(choice.only, choice.only + 1)
    )
    families: Counter[tuple[str, int]] = Counter()
    codes: Counter[str] = Counter()
    slowest = (0.0, -1)
    bad = 0
    for number in numbers:
        family, made = case(choice.seed, number)
        start = time.perf_counter()
        verdict = judged(made)
        slowest = max(slowest, (time.perf_counter() - start, number))
        families[family, verdict.exit] += 1
        codes.update(verdict.codes)
        if verdict.defects or choice.only is not None:
            bad += bool(verdict.defects)
            folder = choice.keep / f"{choice.seed}-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in made.files.items():
                (folder / name).write_bytes(data)
            say(f"{number} ({family}): hsr-match {' '.join(made.words)}")
            for defect in verdict.defects:
                say(f"    {defect}")
    say(table(families))
    say("\nProblem codes told, by cases:")
    say(", ".join(f"{name} {count:,}" for name, count in sorted(codes.items())))
    say(
        f"\n{len(numbers):,} cases, seed {choice.seed}: {bad:,} with a defect; slowest "
        f"{slowest[0]:.2f} s (case {slowest[1]})."
    )
    return int(bad > 0)


def say(text: str) -> None:
    """Print a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def table(families: Counter[tuple[str, int]]) -> str:
    """Return cases by family and exit code as Markdown."""
    exits = sorted({ended for _, ended in families})
    lines = [
        "| Cases | " + " | ".join(f"exit {ended}" for ended in exits) + " | all |",
        "|---|" + "---|" * (len(exits) + 1),
    ]
    for name in dict.fromkeys(name for name, _ in sorted(families)):
        counts = [families[name, ended] for ended in exits]
        lines.append(f"| {name} | {' | '.join(f'{c:,}' for c in (*counts, sum(counts)))} |")
    totals = [sum(c for (_, e), c in families.items() if e == ended) for ended in exits]
    lines.append(f"| all | {' | '.join(f'{c:,}' for c in (*totals, sum(totals)))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
