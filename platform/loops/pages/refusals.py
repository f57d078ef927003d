"""Why something was refused, in the language of who reads it: the pages' words, by the names of the faults.

The messages of the errors are the API's, and English. What has no text of its own here is said by its status, or of a
field as a whole.
"""

from collections.abc import Mapping

from loops.faults import FieldsWrong
from loops.locales import Language
from loops.pages.preferences import language
from loops_tenants.errors import Refused


def said(error: Refused) -> str:
    speaks = language()
    return reason_in(speaks, type(error).__name__, otherwise=f"error_{known(speaks, error.status)}_more")


def reason_in(speaks: Language, name: str, *, otherwise: str) -> str:
    """`name` is that of what was refused, which the languages know, or nothing; `otherwise` is a text's key."""
    return speaks.texts.get(f"refused_{name}") or speaks.texts[otherwise]


def known(speaks: Language, status: int) -> int:
    """The nearest status that the languages speak of."""
    return status if f"error_{status}" in speaks.texts else 400 if status < 500 else 500


def by_field(error: Refused, *, otherwise: str = "") -> dict[str, str]:
    """What is wrong with each field of a form. What says nothing of a field is about `otherwise`."""
    if not error.details:
        return {otherwise: said(error)}
    named = f"refused_{type(error).__name__}" in language().texts
    faults = error.faults if isinstance(error, FieldsWrong) else [("", {}) for _ in error.details]
    fields = [detail["field"].partition(".")[0] for detail in error.details]
    return {
        field: said(error) if named else wrong(field, kind, facts)
        for field, (kind, facts) in zip(fields, faults, strict=True)
    }


def wrong(field: str, kind: str, facts: Mapping[str, object]) -> str:
    """`kind` is pydantic's name of it, or nothing."""
    speaks = language()
    keys = (f"fault_{field}_{kind}", f"fault_{kind}", f"fault_{field}", "fault")
    return speaks.say(next(key for key in keys if key in speaks.texts), **facts)
