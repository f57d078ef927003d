"""What a status is called by programs, for ever: 1-40 of a-z, 0-9, _ and -."""

import re
from collections.abc import Collection
from itertools import count
from typing import Annotated

from pydantic import AfterValidator, Field

from loops.models.terms import plain

LONGEST = 40
FORM = re.compile(rf"[a-z0-9_-]{{1,{LONGEST}}}")


def formed(key: str) -> str:
    if not FORM.fullmatch(key):
        raise ValueError(f"Must be 1-{LONGEST} of a-z, 0-9, _ and -.")
    return key


NewKey = Annotated[str, AfterValidator(formed), Field(json_schema_extra={"pattern": f"^{FORM.pattern}$"})]


def key_of(name: str, taken: Collection[str]) -> str:
    """Made from the name, as far as it is Latin: `Çok yakında` is `cok-yakinda`. One that is taken gets a number."""
    stem = re.sub("[^a-z0-9]+", "-", plain(name))[:LONGEST].strip("-") or "status"
    if stem not in taken:
        return stem
    numbered = (f"{stem[: LONGEST - 3]}-{n}" for n in count(2))
    return next(key for key in numbered if key not in taken)
