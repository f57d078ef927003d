"""/card.png, /posts/<id>/card.png and /changelog/<id>/card.png: the picture that goes with a link."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import orjson
from quart import Response, request

from loops import limits
from loops.models.changelog_shown import entry
from loops.models.narrowing import narrowing
from loops.models.post import Post, PostNotFound
from loops.pages.files import FOR_EVER, FOR_NOW
from loops.pages.machines.card import Card, board_card, entry_card, post_card
from loops.pages.machines.telling import board, told
from loops_tenants.page_visitors import NOBODY

PEN = ThreadPoolExecutor(1, "pen")  # one picture at a time: whoever asks for many waits, and nobody else


async def of_board() -> Response:
    return await sent(board_card(await board()))


async def of_post(id: UUID) -> Response:
    of = await board()
    found = orjson.loads(await Post.shown(of, id, to=NOBODY))
    if found["held"] or found["merged_into"]:
        raise PostNotFound
    return await sent(post_card(of, found, (await narrowing(of)).statuses))


async def of_entry(id: UUID) -> Response:
    of = await board()
    return await sent(entry_card(of, orjson.loads(await entry(of, id, to=NOBODY))))


async def sent(card: Card) -> Response:
    limits.count_reading()
    picture = b"" if is_known(card) else await asyncio.get_running_loop().run_in_executor(PEN, drawn, card)
    answer = told(picture, "image/png")
    if "private" not in answer.headers["Cache-Control"]:
        newest = request.query_string == card.version.encode()
        answer.headers["Cache-Control"] = FOR_EVER if newest else FOR_NOW
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.set_etag(card.version)
    await answer.make_conditional(request)
    return answer


def drawn(card: Card) -> bytes:
    from loops.pages.machines import drawing  # with Pillow it weighs 2 MB, and most processes never draw

    return drawing.drawn(card)


def is_known(card: Card) -> bool:
    return card.version in request.if_none_match
