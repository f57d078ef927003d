"""Headers of a webhook's own, sent with each attempt: which there may be, and how their values are kept."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from loops.safe import Safe
from loops_tenants.errors import Detail, ValidationFailed

MOST = 20
TOGETHER = 8 * 1024  # bytes of all names and values: more is refused by many a server
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # RFC 9110, 5.6.2
MASK = "…"
Owner = tuple[str, UUID, UUID]  # as webhook.owner gives it
SHOWN = 4  # characters of a value, at its end
LONG = 20  # characters, of which those four give little away

REFUSED = {
    "how a request is framed, and what its body is, is said by Loops": (
        "host content-* transfer-encoding te trailer expect range if-* x-http-method* x-method-override"
    ),
    "it belongs to one connection and not to what is sent (RFC 9110, 7.6.1)": (
        "connection keep-alive proxy-* upgrade http2-settings max-forwards"
    ),
    "Loops keeps no cookies": "cookie cookie2 set-cookie*",
    "answers are read as they come": "accept-encoding accept-charset",
    "Loops says itself who sends, and signs what it sends": "user-agent x-loop-* webhook-*",
    "only browsers say it": "origin referer sec-* access-control-*",
    "it says where a request came from, and proxies believe it": (
        "forwarded x-forwarded* via x-real-ip *-client-ip *-connecting-ip x-original-* x-rewrite-*"
    ),
    "it opens a cloud's metadata": "metadata metadata-* x-aws-ec2-metadata-*",
}


def welcome(name: str) -> str:
    """Raises ValueError for a name that is none, or that a webhook may not set."""
    if not TOKEN.fullmatch(name):
        raise ValueError("Is no header's name: 1-100 letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, 5.6.2).")
    for reason, patterns in REFUSED.items():
        if any(fnmatchcase(told_apart(name), pattern) for pattern in patterns.split()):
            raise ValueError(f"{name} cannot be set: {reason}.")
    return name


def bearable(headers: dict[str, str]) -> dict[str, str]:
    """Raises ValueError where a name comes twice, or all are too much."""
    before: dict[str, str] = {}
    for name in headers:
        if (twin := before.setdefault(told_apart(name), name)) != name:
            raise ValueError(f"{twin} and {name} are one header: give it once.")
    if sum(len(f"{name}: {value}\r\n".encode()) for name, value in headers.items()) > TOGETHER:
        raise ValueError(f"Must have at most {TOGETHER} bytes in all.")
    return headers


def told_apart(name: str) -> str:
    """By what servers tell one from another: many make one letter of `-` and `_`."""
    return name.lower().replace("_", "-")


# RFC 9110, 5.5: no control characters. What is not ASCII leaves as UTF-8, which is obs-text there.
Value = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4096, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")
]
CustomHeaders = Annotated[
    dict[Annotated[str, AfterValidator(welcome)], Value], Field(max_length=MOST), AfterValidator(bearable)
]


class NothingKept(ValidationFailed):
    """What is shown in place of a value was sent as a value."""

    def __init__(self, name: str) -> None:
        message = f"`{MASK}` stands for a value that is kept; there is none like it: send the whole value."
        super().__init__(details=[Detail(field=f"headers.{name}", message=message)])


class Left(ValidationFailed):
    """The URL leads elsewhere, and nothing was said of the headers."""

    def __init__(self, origin: str) -> None:
        message = f"They were given for {origin}: with a URL elsewhere send them anew, their values whole, or `{{}}`."
        super().__init__(details=[Detail(field="headers", message=message)])


class Kept(NamedTuple):
    """A header as a webhook's row has it: its value encrypted, and what of it is shown.

    An answer ends up in logs and in browsers, and most values are credentials that another admin put there. So the end
    of a long one is shown, enough to tell which one it is; of Basic credentials nothing, whose end is a password's.
    """

    name: str
    locked: str
    shown: str


def kept(text: str) -> list[Kept]:
    return [Kept(*header) for header in json.loads(text or "[]")]


def shown(text: str) -> dict[str, str]:
    return {header.name: header.shown for header in kept(text)}


def sent(text: str, unlock: Callable[[str, str], str]) -> dict[str, str]:
    """In the clear. `unlock` is given what is locked and the header it is bound to."""
    return {header.name: unlock(header.locked, told_apart(header.name)) for header in kept(text)}


def keep(given: Mapping[str, str], before: str, safe: Safe, owner: Owner) -> str:
    """All that are given, in the place of those before. A value that is given as it is shown stays what it is."""
    return json.dumps(list(locked(given, before, safe, owner))) if given else ""


def locked(given: Mapping[str, str], before: str, safe: Safe, owner: Owner) -> Iterator[Kept]:
    """Each bound to its header too, or a credential could be made to leave as another one."""
    known = {(told_apart(header.name), header.shown): header.locked for header in kept(before)}
    for name, value in given.items():
        if not value.startswith(MASK):
            yield Kept(name, safe.lock(value, *owner, told_apart(name)), masked(value))
        elif there := known.get((told_apart(name), value)):
            yield Kept(name, there, value)
        else:
            raise NothingKept(name)


def masked(value: str) -> str:
    tells = len(value) >= LONG and not value.lower().startswith("basic ")
    return MASK + value[-SHOWN:] if tells else MASK
