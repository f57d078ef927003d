"""Text of one line, as names are."""

from unicodedata import category

from pydantic import AfterValidator

from loops.models.writing import Seen as Seen
from loops.models.writing import Text as Text


def on_one_line(text: str) -> str:
    if any(category(character) in ("Cc", "Zl", "Zp") for character in text):
        raise ValueError("Must be on one line.")
    return text


OnOneLine = AfterValidator(on_one_line)  # after the lengths, which are of text then
