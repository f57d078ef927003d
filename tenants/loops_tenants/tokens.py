"""Tokens of chance: what people and browsers hold, of which only a digest is kept."""

import re
import secrets
from hashlib import sha256

BYTES = 32  # 256 bits
FORM = re.compile("[A-Za-z0-9_-]{43}")


def mint() -> str:
    """43 characters that may stand in a URL and in a cookie."""
    return secrets.token_urlsafe(BYTES)


def well_formed(token: str) -> bool:
    return FORM.fullmatch(token) is not None


def digest(token: str) -> str:
    """Chance enough in a token that a slow hash would protect nothing."""
    return sha256(token.encode()).hexdigest()
