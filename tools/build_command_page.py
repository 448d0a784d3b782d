"""Build ``docs/reference/command-line.md`` from the help of the program itself.

python tools/build_command_page.py            write it
python tools/build_command_page.py --check    write nothing; exit 1 if it is stale
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import click

from hsr_match.__main__ import main as program
from hsr_match.cli.main import cli

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "command-line.md"

HEAD = """\
# Command line

What `--help` says, in one place. Exit codes: [exit codes](exit-codes.md). Data go to standard
output, everything else to standard error. Colour is left out when the output is piped, with
`--no-color` and where the variable `NO_COLOR` is set.

To have your shell complete commands and options, put the answer of
`_HSR_MATCH_COMPLETE=bash_source hsr-match` (or `zsh_source`, `fish_source`) into its start-up file.
"""


def every_command(
    group: click.Group = cli, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield the words of each command, groups before their own."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*words, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*words, name))


def page() -> str:
    """Return the page as it should be."""
    parts = [HEAD]
    for words in ((), *every_command()):
        heading = " ".join(("hsr-match", *words))
        parts.append(f"## {heading}\n\n```text\n{_help(words)}```\n")
    return "\n".join(parts)


def _help(words: tuple[str, ...]) -> str:
    os.environ["COLUMNS"] = "82"
    text = StringIO()
    with redirect_stdout(text):
        program([*words, "--help"])
    return text.getvalue()


def main(arguments: list[str]) -> int:
    """Write or check the page."""
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page()
        if stale:
            print(f"stale: {PAGE.name}; run python tools/build_command_page.py")
        return int(stale)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
