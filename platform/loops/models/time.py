"""A time, as callers write it: RFC 3339, with its zone."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

FORM = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


def read(given: object) -> datetime:
    """pydantic's own would take 7, and "7" too, for seven seconds past 1970."""
    try:
        if isinstance(given, str) and FORM.fullmatch(given):
            return datetime.fromisoformat(given)
    except ValueError:  # a 31st of February
        pass
    raise ValueError("Must be a time like 2026-11-24T17:00:00Z.")


Time = Annotated[datetime, BeforeValidator(read)]
