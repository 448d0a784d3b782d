"""Every problem code that the program can give, with its levels, read off the source.

A *door* is a function or class that takes a ``code``: ``Problem``, ``RefusedError``,
``findings.warn``, ``grid.tell`` and whatever helper passes a code on. Each call of a
door must name its code as a text, a choice between texts, or a name or attribute that
is bound to one; or pass on a code that it was itself given. What does none of these
is *untold*, so that no new way of naming a code goes unseen.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "hsr_match"
LAYERS = ("config", "cohort", "rules", "scoring", "matching", "insight", "reports", "cli")

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FINDERS = ("findings", "_findings")
_COMMON = ("add",)
"""Names that others have too; doors only on an object of the names above."""

Bindings = dict[str, list[ast.expr]]


@dataclass
class Door:
    """Place of the code among the arguments, and the levels that the door itself gives."""

    at: int
    levels: set[str]


@dataclass
class Source:
    """All modules that can name a problem."""

    trees: dict[str, ast.Module]
    levels: dict[str, set[str]] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)

    @cached_property
    def doors(self) -> dict[str, Door]:
        doors = {"Problem": Door(0, set()), "Mark": Door(0, set())}
        for path, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    for method in node.body:
                        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                            _add_door(doors, path, node.name, method)
                elif isinstance(node, ast.FunctionDef):
                    _add_door(doors, path, node.name, node)
        return doors

    @cached_property
    def bindings(self) -> Bindings:
        found: Bindings = {}
        for tree in self.trees.values():
            for name, values in _bindings(tree).items():
                found.setdefault(name, []).extend(values)
        return found

    def scan(self) -> Source:
        for path, tree in self.trees.items():
            own = _bindings(tree)
            for function, call in _calls(tree):
                door = self._door(path, call)
                if door is None:
                    continue
                argument = _argument(call, door.at)
                codes = list(self._texts(argument, own)) if argument is not None else []
                for code in codes:
                    self.levels.setdefault(code, set()).update(_levels(call, own) or door.levels)
                if not codes and not _is_passed_on(argument, function):
                    self.untold.append(f"{path}: {ast.unparse(call)[:90]}")
        return self

    def _door(self, path: str, call: ast.Call) -> Door | None:
        if isinstance(call.func, ast.Name):
            # The settings have a function of this name that takes a finding.
            elsewhere = call.func.id == "problem" and not path.startswith("cohort/reading/")
            return None if elsewhere else self._known(path, call.func.id)
        if not isinstance(call.func, ast.Attribute):
            return None
        owner = ast.unparse(call.func.value).rpartition(".")[2]
        if call.func.attr in _COMMON and owner not in _FINDERS:
            return None
        return None if call.func.attr == "problem" else self._known(path, call.func.attr)

    def _known(self, path: str, name: str) -> Door | None:
        return self.doors.get(f"{path} {name}" if name.startswith("_") else name)

    def _texts(self, value: ast.expr, own: Bindings, depth: int = 3) -> Iterator[str]:
        if isinstance(value, ast.Constant):
            if isinstance(value.value, str) and _CODE.fullmatch(value.value):
                yield value.value
        elif isinstance(value, ast.IfExp):
            yield from self._texts(value.body, own, depth)
            yield from self._texts(value.orelse, own, depth)
        elif isinstance(value, ast.Starred):
            yield from self._texts(value.value, own, depth)
        elif isinstance(value, ast.Tuple) and value.elts:
            yield from self._texts(value.elts[0], own, depth)
        elif depth and isinstance(value, ast.Name):
            bound = own.get(value.id) or (
                self.bindings.get(value.id, []) if value.id.isupper() else []
            )
            for given in bound:
                yield from self._texts(given, own, depth - 1)
        elif depth and isinstance(value, ast.Attribute) and value.attr != "code":
            for given in self.bindings.get(value.attr, ()):
                yield from self._texts(given, own, depth - 1)


def codes_in_source() -> Source:
    """Scan every layer that can name a problem."""
    paths = [path for layer in LAYERS for path in sorted((SOURCE / layer).rglob("*.py"))]
    trees = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }
    return Source(trees).scan()


def _add_door(doors: dict[str, Door], path: str, name: str, function: ast.FunctionDef) -> None:
    kinds = {argument.arg: argument.annotation for argument in function.args.args}
    names = list(kinds)
    # A code is text; an exit code is a number.
    if "code" not in names or ast.unparse(kinds["code"] or ast.Constant("")) != "str":
        return
    levels = {
        {"error": "ERROR", "warn": "WARN"}.get(name, ""),
        *({"ERROR"} if name == "RefusedError" else set()),
        *re.findall(r"Level\.([A-Z]+)", ast.unparse(function)),
    }
    # A private helper is known in its own file only.
    known = f"{path} {name}" if name.startswith("_") else name
    doors[known] = Door(names.index("code") - (names[0] == "self"), levels - {""})


def _calls(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Yield each call with the innermost function around it."""

    def walk(
        node: ast.AST, function: ast.FunctionDef | None
    ) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield function, child
            yield from walk(child, child if isinstance(child, ast.FunctionDef) else function)

    return walk(tree, None)


def _argument(call: ast.Call, at: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == "code":
            return keyword.value
    if call.args and isinstance(call.args[0], ast.Starred):
        return call.args[0]
    return call.args[at] if len(call.args) > at else None


def _is_passed_on(argument: ast.expr | None, function: ast.FunctionDef | None) -> bool:
    """Tell whether a call hands on a code that came from another door."""
    if isinstance(argument, ast.Attribute):
        return argument.attr == "code"
    if isinstance(argument, ast.Name) and function is not None:
        given = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
        return argument.id in given | _unpacked(function)
    return isinstance(argument, ast.Subscript)  # read back from a stored run


def _unpacked(function: ast.FunctionDef) -> set[str]:
    """Return the names that a loop or an unpacking takes out of something that is kept."""
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension):
            found |= {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            found |= {n.id for n in node.targets[0].elts if isinstance(n, ast.Name)}
    return found


def _levels(call: ast.Call, own: Bindings) -> set[str]:
    written = " ".join(ast.unparse(argument) for argument in call.args[1:])
    if re.search(r"\blevel\b", written):
        written += " ".join(ast.unparse(value) for value in own.get("level", ()))
    return set(re.findall(r"Level\.([A-Z]+)", written))


def _bindings(tree: ast.Module) -> Bindings:
    """Return the values that each name or attribute is given anywhere in a file."""
    bound: Bindings = {}
    for node in ast.walk(tree):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            pairs = [(node.target, node.value)]
        for target, value in pairs:
            several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            both = zip(target.elts, value.elts, strict=False) if several else [(target, value)]  # type: ignore[attr-defined]
            for one, given in both:
                if isinstance(one, ast.Name | ast.Attribute):
                    bound.setdefault(one.id if isinstance(one, ast.Name) else one.attr, []).append(
                        given
                    )
    return bound
