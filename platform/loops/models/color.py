"""A colour as the API takes and shows it: `#rrggbb`."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

FORM = re.compile(r"#[0-9a-f]{6}")


def written(given: str) -> str:
    """In lower case."""
    color = given.strip().lower()
    if not FORM.fullmatch(color):
        raise ValueError("Must be a colour like #3e63dd.")
    return color


Color = Annotated[str, AfterValidator(written), Field(json_schema_extra={"pattern": "^#[0-9a-fA-F]{6}$"})]
