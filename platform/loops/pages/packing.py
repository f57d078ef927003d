"""How a page leaves: not at all where the browser has it already, and packed where that is worth it."""

from hashlib import blake2b

from quart import Response, request

from loops.answers import Json
from loops.pages.shelf import Made, gzipped

WORTH_IT = 1000  # bytes
PACKED = {"text/html", "text/markdown", "application/xml", "application/atom+xml"}


async def packed(answer: Response) -> Response:
    if isinstance(answer, Json):  # a list's whole way is a quarter of a millisecond
        return answer
    if answer.mimetype not in PACKED or answer.status_code != 200 or request.method not in ("GET", "HEAD"):
        return answer
    made: Made | None = vars(answer).get("made")
    body = await answer.get_data(as_text=False)
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        answer.set_etag(made.tag if made else blake2b(body, digest_size=12).hexdigest(), weak=True)
        await answer.make_conditional(request)
    answer.vary.add("Accept-Encoding")
    if answer.status_code == 200 and len(body) > WORTH_IT and request.accept_encodings["gzip"]:
        answer.set_data(made.packed if made and made.packed else gzipped(body))
        answer.headers["Content-Encoding"] = "gzip"
    return answer
