"""Reading a settings file as text: limits before contents."""

from __future__ import annotations

from pathlib import Path

from hsr_match.errors import SettingsError
from hsr_match.problems import Level, Place, Problem

MAX_BYTES = 1_000_000


def read_text(path: Path, name: str) -> str:
    """Return the text of a file.

    Parameters
    ----------
    path
        The file.
    name
        Its name as given, for messages.

    Raises
    ------
    SettingsError
        If it is no file, over 1 MB (looked at before it is read), not in
        UTF-8, empty, or cannot be read.
    """
    try:
        if path.is_dir():
            raise refused("a-directory", name, "This is a folder.", "Name the file inside it.")
        with path.open("rb") as stream:
            # One byte more than the limit tells a large file without reading it all.
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refused(
            "missing-file", name, "There is no such file.", "Check the name and the folder."
        ) from None
    except OSError as error:
        raise refused(
            "unreadable-file",
            name,
            f"The file cannot be read: {error.strerror}.",
            "Check that you may read it and that no other program holds it.",
        ) from None
    if len(raw) > MAX_BYTES:
        raise refused(
            "too-large",
            name,
            "The file is larger than 1 MB.",
            "A settings file is a page or two of text; is this the right file?",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_utf8(name)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _not_utf8(name, line, error.start - raw.rfind(b"\n", 0, error.start)) from None


def _not_utf8(name: str, line: int = 1, column: int = 1) -> SettingsError:
    return refused(
        "not-utf8",
        name,
        "The file is not text in UTF-8.",
        "Save it as plain text with the encoding UTF-8.",
        line,
        column,
    )


def refused(
    code: str, name: str, message: str, advice: str, line: int = 0, column: int = 0
) -> SettingsError:
    """Return an error about a file as a whole, or about one place in it."""
    place = Place(name, row=line, column=str(column) if column else "")
    return settings_error([Problem(code, Level.ERROR, message, advice, place)])


def settings_error(problems: list[Problem]) -> SettingsError:
    """Return one error with all problems, in the order of the file."""
    ordered = sorted(problems, key=lambda p: (p.place.file, p.place.row, int(p.place.column or 0)))
    count = "There is 1 mistake" if len(ordered) == 1 else f"There are {len(ordered)} mistakes"
    return SettingsError(
        ordered,
        f"{count} in the settings.",
        "Every key is explained in docs/reference/settings.md.",
    )
