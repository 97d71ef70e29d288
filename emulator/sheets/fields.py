"""Masks of fields: which parts of a resource are asked for, or are to be changed.

``a,b/c``, ``a.b.c``, ``a(b,c(d))`` and ``*``, in any mixture. A mask is read into a
tree: names, each with the tree of what is wanted below it; an empty tree wants
everything.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from emulator.copying import copied
from emulator.sheets.schema import Value, members
from emulator.web import JSON, ApiError, sheets_error

Tree: TypeAlias = dict[str, "Tree"]

_TOKEN = re.compile(r"\s*([^\s,()/.]+|[,()/.])")


class MalformedMask(ValueError):
    """A mask breaks the rules of its own syntax."""


def parse(mask: str) -> Tree:
    """Read a mask.

    Raises:
        MalformedMask: a name or a parenthesis is missing, or it goes on without end.
    """
    tokens = _TOKEN.findall(mask)
    try:
        tree, rest = _list(tokens)
    except RecursionError as error:
        raise MalformedMask(mask) from error
    if rest:
        raise MalformedMask(mask)
    return tree


def select(resource: Value, mask: str | None) -> Value:
    """Return of a resource what a mask asks for; everything without one."""
    return pick(resource, parse(mask)) if mask else resource


def pick(resource: Value, tree: Tree) -> Value:
    """Return of a resource what a tree asks for; in lists of each member."""
    if not tree:
        return resource
    if isinstance(resource, list):
        return [pick(item, tree) for item in resource]
    if not isinstance(resource, dict):
        return resource
    made = {}
    for name, value in resource.items():
        wanted = [tree[key] for key in (name, "*") if key in tree]
        if wanted:
            made[name] = pick(value, _together(wanted))
    return made


def checked(mask: str, schema: str, api: str = "sheets.v4") -> Tree:
    """Read a mask of query parameter ``fields`` for a message of a newer API.

    Raises:
        ApiError: the message has no such field, or the mask cannot be read.
    """
    try:
        tree = parse(mask)
    except MalformedMask as error:
        raise _refusal(mask, f"Error parsing 'fields' parameter {mask!r}.") from error
    path = next(unknown(tree, {"$ref": schema}, api), None)
    if path is not None:
        words = f"Cannot find matching fields for path '{path}'."
        raise _refusal(path, f"Error expanding 'fields' parameter. {words}")
    return tree


def unknown(tree: Tree, spec: JSON, api: str = "sheets.v4") -> Iterator[str]:
    """Yield the paths of a tree that a schema has not."""
    known = members(spec, api)
    if known is None:
        return
    for name, below in tree.items():
        if name == "*":
            continue
        if name not in known:
            yield name
        elif "additionalProperties" not in known[name]:
            yield from (f"{name}.{path}" for path in unknown(below, known[name], api))


def apply(target: JSON, source: JSON, tree: Tree) -> None:
    """Change in a resource what a tree names: to the source's value, or to nothing.

    A list is changed as a whole, whatever of its members is named.
    """
    if not tree or "*" in tree:
        target.clear()
        target.update(source)
        return
    for name, below in tree.items():
        lists = isinstance(target.get(name), list) or isinstance(source.get(name), list)
        if below and "*" not in below and not lists:
            inner = dict(target.get(name) or {})
            apply(inner, source.get(name) or {}, below)
            value: Value = inner or None
        else:
            value = source.get(name)
        if value is None:
            target.pop(name, None)
        else:
            target[name] = value


def with_colors(tree: Tree) -> Tree:
    """Return a tree that names a colour's style wherever it names the colour, and back."""
    made = {name: with_colors(below) for name, below in tree.items()}
    for name in tree:
        if name.lower().endswith("colorstyle"):
            made[name.removesuffix("Style")] = {}
        elif name.lower().endswith("color"):
            made[f"{name}Style"] = {}
    return made


def _list(tokens: list[str]) -> tuple[Tree, list[str]]:
    tree: Tree = {}
    while True:
        tokens = _item(tree, tokens)
        if not tokens or tokens[0] != ",":
            return tree, tokens
        tokens = tokens[1:]


def _item(tree: Tree, tokens: list[str]) -> list[str]:
    if not tokens or tokens[0] in set(",()/."):
        raise MalformedMask(" ".join(tokens[:1]))
    name, rest = tokens[0], tokens[1:]
    below: Tree = {}
    if rest and rest[0] in set("/."):
        rest = _item(below, rest[1:])
    elif rest and rest[0] == "(":
        below, rest = _list(rest[1:])
        if rest[:1] != [")"]:
            raise MalformedMask(name)
        rest = rest[1:]
    _add(tree, name, below)
    return rest


def _add(tree: Tree, name: str, below: Tree) -> None:
    if name not in tree or not below:
        tree[name] = copied(below)
    elif tree[name]:
        for inner, further in below.items():
            _add(tree[name], inner, further)


def _together(trees: list[Tree]) -> Tree:
    """Merge what a name and a ``*`` beside it ask for; mostly there is only one."""
    if len(trees) == 1:
        return trees[0]
    return {} if {} in trees else _merged(trees)


def _merged(trees: list[Tree]) -> Tree:
    made: Tree = {}
    for tree in trees:
        for name, below in tree.items():
            _add(made, name, below)
    return made


def _refusal(field: str, words: str) -> ApiError:
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": field, "description": words}],
    }
    message = "Request contains an invalid argument."
    return sheets_error(400, "INVALID_ARGUMENT", message, [detail])
