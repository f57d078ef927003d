"""Lengths of time as people write them: 5s, 5m, 2h."""

import re

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
FORM = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")


def seconds(written: object) -> object:
    """Of text; what is no text is left as it is. ValueError: it is no length of time."""
    if not isinstance(written, str):
        return written
    if not (parts := FORM.fullmatch(written)):
        raise ValueError(f"{written!r} is no length of time: write 50ms, 5s, 5m, 2h or 1d")
    return float(parts[1]) * UNITS[parts[2]]
