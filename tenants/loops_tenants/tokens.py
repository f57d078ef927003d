"""Tokens of chance: what people and browsers hold, of which only a digest is kept."""

import secrets
from hashlib import sha256

BYTES = 32  # 256 bits


def mint() -> str:
    """43 characters that may stand in a URL and in a cookie."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """Chance enough in a token that a slow hash would protect nothing."""
    return sha256(token.encode()).hexdigest()
