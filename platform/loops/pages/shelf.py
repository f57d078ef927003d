"""Pages that were made before. What the database says this time decides whether one of them is shown again.

Nothing is shown that was not asked of the database in the same request: what it answered is a part of what a page is
known by, and only the making is spared.
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple

MOST = 256  # pages, of some 25 KB each
ROOM = 8_000_000  # characters of all of them: one with many long comments takes the place of many
LEVEL = 4  # of a page's 25 KB this takes a third of the time of the usual 6, and leaves a twentieth more
GZIP = zlib.MAX_WBITS | 16


class Made(NamedTuple):
    """A page, the same packed, and what tells it from any other."""

    text: str
    packed: bytes
    tag: str


class Shelf:
    def __init__(self) -> None:
        self._made: OrderedDict[bytes, Made] = OrderedDict()
        self._taken = 0

    def page(self, known_by: object, make: Callable[[], str]) -> Made:
        """`known_by`: all that the page is made of, by its repr."""
        key = digest(repr(known_by))
        if (found := self._made.get(key)) is None:
            text = make()
            found = self._made[key] = Made(text, gzipped(text.encode()), digest(text).hex())
            self._taken += len(text)
            while len(self._made) > MOST or self._taken > ROOM:
                _, gone = self._made.popitem(last=False)
                self._taken -= len(gone.text)
        else:
            self._made.move_to_end(key)
        return found


def digest(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(body) + packer.flush()
