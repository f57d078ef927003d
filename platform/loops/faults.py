"""What pydantic finds wrong with what was given, in words for people."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loops_tenants.errors import Detail, ValidationFailed

# By pydantic's names of errors (docs.pydantic.dev, "Validation Errors"), and `empty`: too short where 1 is enough.
WORDS = {
    "empty": "Must not be empty.",
    "missing": "Is needed.",
    "string_type": "Must be text.",
    "string_too_short": "Must have at least {min_length} characters.",
    "string_too_long": "Must have at most {max_length} characters.",
    "string_pattern_mismatch": "Holds a character that cannot be kept.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "int_parsing_size": "Must be a smaller number.",
    "int_from_float": "Must be a whole number.",
    "float_type": "Must be a number.",
    "float_parsing": "Must be a number.",
    "finite_number": "Must be a number.",
    "greater_than_equal": "Must be at least {ge}.",
    "less_than_equal": "Must be at most {le}.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "list_type": "Must be a list.",
    "too_short": "Must have at least {min_length} entries.",
    "too_long": "Must have at most {max_length} entries.",
    "dict_type": "Must be an object.",
    "literal_error": "Must be {expected}.",
    "uuid_type": "Must be an id.",
    "uuid_parsing": "Must be an id.",
}
OTHERWISE = "Is not as it should be."  # a library's own words are for programmers
OF_A_KEY = "[key]"  # pydantic's last word on where a fault is, if it is in the name of an object's field


def faults(error: ValidationError) -> "FieldsWrong":
    return FieldsWrong(error.errors(include_url=False, include_input=False))


class FieldsWrong(ValidationFailed):
    """`faults` are what is wrong with the field of each detail, by pydantic's name of it, and the facts of that."""

    def __init__(self, found: list[ErrorDetails]) -> None:
        super().__init__(details=[detail(fault) for fault in found])
        self.faults = [(kind_of(fault), fault.get("ctx", {})) for fault in found]


def detail(fault: ErrorDetails) -> Detail:
    message = words(kind_of(fault), fault.get("ctx", {}))
    return Detail(field=".".join(str(part) for part in fault["loc"] if part != OF_A_KEY), message=message)


def kind_of(fault: ErrorDetails) -> str:
    is_empty = fault["type"] in ("string_too_short", "too_short") and fault.get("ctx", {}).get("min_length") == 1
    return "empty" if is_empty else fault["type"]


def words(kind: str, facts: dict[str, Any]) -> str:
    if kind == "value_error":  # raised by a validator of ours, in our words
        return str(facts["error"])
    return WORDS.get(kind, OTHERWISE).format(**{name: plain(fact) for name, fact in facts.items()})


def plain(fact: object) -> object:
    """7.0 as people write it."""
    return int(fact) if isinstance(fact, float) and fact.is_integer() else fact
