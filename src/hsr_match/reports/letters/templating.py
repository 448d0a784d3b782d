"""Templates: the scheme's own where there are any, ours where not; none sees beyond its views.

They run in Jinja2's sandbox, with nothing but the views: no other file, no
function of Python, no name that the table of audiences does not give them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.errors import SettingsError, UsageError
from hsr_match.problems import Level, Place, Problem

if TYPE_CHECKING:
    import jinja2

    from hsr_match.reports.letters.audiences import Audience

TEMPLATES: Mapping[Audience, Mapping[str, str]] = {
    "mentor": {
        "mentor.txt": "letter to a mentor: a line `Subject: …`, then the text",
        "signature.txt": "closing of every letter",
    },
    "mentee": {
        "mentee.txt": "letter to a mentee with a mentor: a line `Subject: …`, then the text",
        "unmatched.txt": "letter to a mentee without a mentor",
        "signature.txt": "closing of every letter",
    },
    "panel": {
        "panel.html": "page for those who decide",
        "page.css": "look of both pages; put in as it stands",
    },
    "trustees": {
        "trustees.html": "summary without names, to read and print",
        "trustees.md": "the same as text",
        "page.css": "look of both pages; put in as it stands",
    },
}
"""Audience → file name of a template → what it is."""

HOME = "hsr_match.reports.letters"


def every_template() -> dict[str, bytes]:
    """Return all templates as they come with the program."""
    names = dict.fromkeys(name for group in TEMPLATES.values() for name in group)
    return {name: files(HOME).joinpath("templates", name).read_bytes() for name in names}


class Templates:
    """The templates for one audience; mistakes are gathered until they are asked for.

    Parameters
    ----------
    audience
        Who reads what they make.
    folder
        A scheme's own; files that are not there are taken from the program.

    Raises
    ------
    UsageError
        If there is no such folder.
    """

    def __init__(self, audience: Audience, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise UsageError(
                f"There is no folder {folder}.",
                "`hsr-match report --write-templates DIR` writes one with templates to change.",
            )
        self.audience = audience
        self._folder = folder
        self._problems: dict[tuple[str, int, str], Problem] = {}
        self._texts = dict.fromkeys(TEMPLATES[audience], "")
        for name in self._texts:
            self._texts[name] = self._read(name)
        for name in self._texts:
            if not name.endswith(".css"):
                self._compiled(name)

    def text(self, name: str) -> str:
        """Return a template as it stands."""
        return self._texts[name]

    def render(self, name: str, views: Mapping[str, Any]) -> str:
        """Fill a template in; empty, with a problem noted, if it fails."""
        from jinja2 import TemplateError

        template = self._compiled(name)
        if template is None:
            return ""
        try:
            return template.render(views)
        except TemplateError as error:
            self._note(name, error, error.message or type(error).__name__)
        except Exception as error:  # what a template computes can fail in any way
            # Its text may quote an answer.
            self._note(name, error, f"This line cannot be worked out ({type(error).__name__})")
        return ""

    def note_no_subject(self, name: str) -> None:
        """Note that a letter does not begin with its subject."""
        place = self._place(name, 1)
        self._problems[name, 1, "subject"] = Problem(
            "template-subject",
            Level.ERROR,
            "The letter does not begin with its subject.",
            "Make its first line `Subject:` and the subject, and leave the second blank.",
            place,
        )

    def raise_problems(self) -> None:
        """Raise what was noted, if anything.

        Raises
        ------
        SettingsError
            With every mistake and its place.
        """
        if self._problems:
            raise SettingsError(
                tuple(self._problems.values()),
                "The templates cannot be used. Nothing was written.",
                "`hsr-match report --write-templates DIR` writes ours, to compare with.",
            )

    @cached_property
    def _environment(self) -> jinja2.Environment:
        from jinja2 import FunctionLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        audience = self.audience

        class NotThere(StrictUndefined):
            """A name that no view holds."""

            @property
            def _undefined_message(self) -> str:
                return f"{self._undefined_name} is not shown to {_READERS[audience]}"

        environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=NotThere,
            autoescape=lambda name: name is not None and name.endswith(".html"),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.clear()
        return environment

    def _load(self, name: str) -> tuple[str, str, None] | None:
        if name not in self._texts:
            return None
        return self._texts[name], self._path(name), None

    def _compiled(self, name: str) -> jinja2.Template | None:
        from jinja2 import TemplateError

        try:
            return self._environment.get_template(name)
        except TemplateError as error:
            self._note(name, error, error.message or type(error).__name__)
        except RecursionError as error:
            self._note(name, error, "It is nested too deeply")
        return None

    def _read(self, name: str) -> str:
        own = self._folder / name if self._folder else None
        if own is None or not own.exists():
            return files(HOME).joinpath("templates", name).read_text("utf-8")
        try:
            return own.read_text("utf-8-sig")
        except (OSError, ValueError) as error:
            self._note(name, error, "It cannot be read as text in UTF-8")
            return ""

    def _note(self, name: str, error: BaseException, message: str) -> None:
        name, line = self._found(name, error)
        self._problems[name, line, message] = Problem(
            "template-fails",
            Level.ERROR,
            f"{message.rstrip('.')}.",
            "Change this line; a template may name what its reader may see, and nothing else.",
            self._place(name, line),
        )

    def _found(self, name: str, error: BaseException) -> tuple[str, int]:
        """Return template and line where something failed, the innermost."""
        line = getattr(error, "lineno", 0) or 0
        if line:
            return getattr(error, "name", None) or name, line
        paths = {self._path(known): known for known in self._texts}
        step = error.__traceback__
        while step is not None:
            path = step.tb_frame.f_code.co_filename
            if path in paths:
                name, line = paths[path], step.tb_lineno
            step = step.tb_next
        return name, line

    def _path(self, name: str) -> str:
        own = self._folder / name if self._folder else None
        return str(own) if own is not None and own.exists() else f"hsr-match:{name}"

    def _place(self, name: str, line: int) -> Place:
        return Place(file=self._path(name), row=line)


_READERS: Mapping[Audience, str] = {
    "mentor": "mentors",
    "mentee": "mentees",
    "panel": "the panel",
    "trustees": "trustees",
}


def unknown_files(folder: Path) -> tuple[str, ...]:
    """Return names of files in a folder of templates that are nobody's template."""
    known = {name for group in TEMPLATES.values() for name in group}
    there = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return tuple(sorted(name for name in there if name not in known))


def page_policy(styles: Sequence[str]) -> str:
    """Return a content security policy that allows these styles and nothing else."""
    from base64 import b64encode
    from hashlib import sha256

    hashes = " ".join(
        f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles
    )
    return f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'"
