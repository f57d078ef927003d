"""LOOPS_* in the environment: which names there are, what lies in files, and how a wrong one is refused."""

import os
from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic.fields import FieldInfo

PREFIX = "LOOPS_"
Fields = Mapping[str, FieldInfo]


class WrongSetting(Exception):
    """A variable cannot be used. One line: its name, its fault, the remedy; never a secret's value."""


class Secret:
    """Marks a field that is never shown, and that may lie in the file which LOOPS_<FIELD>_FILE names."""


def refuse_unknown(fields: Fields) -> None:
    known = {name for field in fields for name in names(field, fields)}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise WrongSetting(f"{name} is no setting of Loops: {nearest(name, fields)}")


def names(field: str, fields: Fields) -> Iterator[str]:
    """What a field may be called in the environment."""
    yield variable(field)
    if is_secret(fields[field]):
        yield variable(field) + "_FILE"


def nearest(name: str, fields: Fields) -> str:
    from difflib import get_close_matches

    documented = [variable(field) for field, info in fields.items() if info.description]
    near = get_close_matches(name.upper(), documented, 1, 0.75)
    return f"did you mean {near[0]}?" if near else "unset it (docs/settings.md lists what there is)"


def from_files(fields: Fields) -> dict[str, str]:
    """By field, what the files hold that LOOPS_<FIELD>_FILE names."""
    named = {field: os.environ.get(variable(field) + "_FILE") for field, info in fields.items() if is_secret(info)}
    return {field: content(variable(field), path) for field, path in named.items() if path}


def content(name: str, path: str) -> str:
    if os.environ.get(name):
        raise WrongSetting(f"{name} and {name}_FILE are both set: keep one of them")
    try:
        with open(path, encoding="utf-8") as file:
            value = file.read().strip()
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or "not UTF-8"
        raise WrongSetting(f"{name}_FILE is {path!r}, which cannot be read ({fault}): name a file that can") from None
    if not value:
        raise WrongSetting(f"{name}_FILE is {path!r}, which is empty: put the value into it")
    return value


def refusal(error: ValidationError, fields: Fields) -> WrongSetting:
    """The first fault, as one line."""
    fault = error.errors()[0]
    field = str(fault["loc"][0])
    name, info = variable(field), fields[field]
    said = name if is_secret(info) else f"{name} is {fault['input']!r}"
    words = fault["msg"].removeprefix("Value error, ").replace("Input should", "it should").partition(", unable")[0]
    example = next(iter(info.examples or []), info.default)
    return WrongSetting(f"{said}: {words}" + (f"; for example {name}={example}" if example else ""))


def is_secret(info: FieldInfo) -> bool:
    return any(isinstance(mark, Secret) for mark in info.metadata)


def variable(field: str) -> str:
    return PREFIX + field.upper()
