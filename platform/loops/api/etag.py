"""ETags: who has an answer already is told so, in the place of the answer (RFC 9110, 13.1.2)."""

from hashlib import blake2b

from quart import Response, request
from quart.wrappers.response import DataBody

from loops_tenants.access import READING

ABOUT_A_BODY = ("Content-Type", "Content-Length")


def validate(response: Response) -> None:
    """The handler's own tag, or else a hash of the body. A handler may have found out by itself, and say 304."""
    body = response.response
    if request.method in READING and response.status_code == 200 and isinstance(body, DataBody):
        tag, _ = response.get_etag()
        if tag is None:
            tag = blake2b(body.data, digest_size=16).hexdigest()
            response.headers.add("ETag", f'"{tag}"')
        if is_known(tag):
            response.status_code = 304
    if response.status_code == 304:
        response.set_data(b"")
        for name in ABOUT_A_BODY:
            response.headers.pop(name, None)


def is_known(tag: str) -> bool:
    """Whether If-None-Match names it, as a weak one too: proxies that compress make tags weak."""
    return request.headers.get("If-None-Match") is not None and request.if_none_match.contains_weak(tag)
