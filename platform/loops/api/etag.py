"""ETags: who has an answer already is told so, in the place of the answer (RFC 9110, 13.1.2)."""

from hashlib import blake2b

from quart import Response
from quart.wrappers.response import DataBody

from loops_tenants.access import READING
from loops_tenants.at_hand import asked

ABOUT_A_BODY = ("Content-Type", "Content-Length")


def validate(response: Response) -> None:
    """The handler's own tag, or else a hash of the body. A handler may have found out by itself: see Unchanged."""
    body = response.response
    if response.status_code != 200 or asked().method not in READING or not isinstance(body, DataBody):
        return
    tag, _ = response.get_etag()
    if tag is None:
        tag = blake2b(body.data, digest_size=16).hexdigest()
        response.headers.add("ETag", f'"{tag}"')
    if is_known(tag):
        response.status_code = 304
        response.set_data(b"")
        for name in ABOUT_A_BODY:
            response.headers.pop(name)


def knows_a_tag() -> bool:
    """Whether it is worth finding out the tag before the answer."""
    return bool(asked().headers.get("If-None-Match"))


def is_known(tag: str) -> bool:
    """Whether If-None-Match names it, as a weak one too: proxies that compress make tags weak."""
    return knows_a_tag() and asked().if_none_match.contains_weak(tag)
