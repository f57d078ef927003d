"""What an API key looks like: `loop_sk_` or `loop_pk_`, 30 base62 characters, 6 of CRC32."""

import re
import secrets
import string
from hashlib import sha256
from typing import Literal
from zlib import crc32

Kind = Literal["secret", "publishable"]
PREFIX: dict[Kind, str] = {"secret": "loop_sk_", "publishable": "loop_pk_"}

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
FORM = re.compile(r"(loop_[sp]k_[0-9A-Za-z]{30})([0-9A-Za-z]{6})")


def mint(kind: Kind) -> str:
    """A new key with 178 bits of chance in it."""
    stem = PREFIX[kind] + "".join(secrets.choice(BASE62) for _ in range(30))
    return stem + checksum(stem)


def checksum(stem: str) -> str:
    number = crc32(stem.encode())
    return "".join(BASE62[number // 62**place % 62] for place in reversed(range(6)))


def well_formed(key: str) -> bool:
    """Whether it can be a key at all: a typo is refused without a look-up."""
    parts = FORM.fullmatch(key)
    return parts is not None and checksum(parts[1]) == parts[2]


def digest(key: str) -> str:
    # Chance enough in a key that a slow hash would protect nothing.
    return sha256(key.encode()).hexdigest()
