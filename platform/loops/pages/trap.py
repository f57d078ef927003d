"""What holds up scripts that fill in every form they find, and asks nothing of people."""

from loops.pages import form_code


def caught(code: str, website: str, *, by_stranger: bool) -> str:
    """The key of the text that says what to do; empty where there is nothing. `website` is a field nobody sees.

    Whoever is caught, and is none of those, sends the form again as it is.
    """
    if (age := form_code.age(code)) is None:
        return "form_old"
    if not by_stranger:
        return ""
    if website:
        return "form_trap"
    return "form_quick" if age < form_code.QUICKEST else ""
