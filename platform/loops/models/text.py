"""Text of one line, as names are."""

from typing import Annotated
from unicodedata import category

from pydantic import AfterValidator

from loops.models.writing import Text as Text


def on_one_line(text: str) -> str:
    if any(category(character) in ("Cc", "Zl", "Zp") for character in text):
        raise ValueError("Must be on one line.")
    return text


Line = Annotated[Text, AfterValidator(on_one_line)]
