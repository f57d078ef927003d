"""What was given, checked against what is asked for; what is wrong with which field, in words for people."""

import json
from collections.abc import Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from loops.api.body import NullCharacter, holds_null
from loops.faults import faults

Given = TypeVar("Given")


def given_in(query: Mapping[str, str]) -> dict[str, str]:
    """An empty value is as if absent."""
    values = {name: value for name, value in query.items() if value}
    if nulls := [name for name, value in values.items() if "\0" in name + value]:
        raise NullCharacter(nulls)
    return values


def checked_query(shape: TypeAdapter[Given], values: dict[str, str]) -> Given:
    try:
        return shape.validate_python(values)
    except ValidationError as error:
        raise faults(error) from None


def checked_body(shape: TypeAdapter[Given], text: str) -> Given:
    """Strictly: the words "yes" are no `true`, and 7 is no text."""
    try:
        body = shape.validate_json(text, strict=True)
    except ValidationError as error:
        raise faults(error) from None
    if holds_null(text):
        raise NullCharacter(name for name, value in json.loads(text).items() if holds_null(json.dumps([name, value])))
    return body
