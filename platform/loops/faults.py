"""What pydantic finds wrong with what was given, in words for people."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loops_tenants.errors import Detail, ValidationFailed

# By pydantic's names of errors (docs.pydantic.dev, "Validation Errors"); what is not here it says well itself.
WORDS = {
    "missing": "Is needed.",
    "string_type": "Must be text.",
    "string_too_short": "Must have at least {min_length} characters.",
    "string_too_long": "Must have at most {max_length} characters.",
    "string_pattern_mismatch": "Holds a character that cannot be kept.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "int_parsing_size": "Must be a smaller number.",
    "int_from_float": "Must be a whole number.",
    "greater_than_equal": "Must be at least {ge}.",
    "less_than_equal": "Must be at most {le}.",
    "bool_type": "Must be true or false.",
    "bool_parsing": "Must be true or false.",
    "list_type": "Must be a list.",
    "too_long": "Must have at most {max_length} entries.",
    "dict_type": "Must be an object.",
    "literal_error": "Must be {expected}.",
    "uuid_type": "Must be an id.",
    "uuid_parsing": "Must be an id.",
}
OF_A_KEY = "[key]"  # pydantic's last word on where a fault is, if it is in the name of an object's field


def faults(error: ValidationError) -> "FieldsWrong":
    return FieldsWrong(error.errors(include_url=False, include_input=False))


class FieldsWrong(ValidationFailed):
    """`faults` are what is wrong with the field of each detail, by pydantic's name of it, and the facts of that."""

    def __init__(self, found: list[ErrorDetails]) -> None:
        super().__init__(details=[detail(fault) for fault in found])
        self.faults = [(fault["type"], fault.get("ctx", {})) for fault in found]


def detail(fault: ErrorDetails) -> Detail:
    message = words(fault["type"], fault.get("ctx", {}), otherwise=f"{fault['msg']}.")
    return Detail(field=".".join(str(part) for part in fault["loc"] if part != OF_A_KEY), message=message)


def words(kind: str, facts: dict[str, Any], *, otherwise: str) -> str:
    if kind == "value_error":  # raised by a validator of ours, in our words
        return str(facts["error"])
    return WORDS[kind].format(**facts) if kind in WORDS else otherwise
