import struct
from itertools import product

import pytest
from quart import Quart, Response

from caller import Answer, Caller
from conftest import DOMAIN
from loops.models import picture
from loops.models.picture import LARGEST
from pages.reading import read
from test_isolation import PNG

HEAD = PNG[:16]


def png(wide: int, high: int) -> bytes:
    return HEAD + struct.pack(">II", wide, high) + PNG[24:]


def jpeg(wide: int, high: int) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, high, wide, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xd9"


def webp(wide: int, high: int) -> bytes:
    sizes = struct.pack("<I", wide - 1)[:3] + struct.pack("<I", high - 1)[:3]
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x00" * 4 + sizes
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


SHAPES = {"image/png": png, "image/jpeg": jpeg, "image/webp": webp}


async def put(caller: Caller, content: bytes = PNG, media_type: str = "image/png") -> Answer:
    return await caller.send("PUT", "/tenant/logo", media_type, content)


async def get(app: Quart, path: str = "/logo", slug: str = "acme", **headers: str) -> tuple[Response, bytes]:
    host = f"{slug}.{DOMAIN}" if slug else DOMAIN
    got = await app.test_client().get(path, headers={"Host": host, **headers})
    assert isinstance(got, Response)
    return got, await got.get_data(as_text=False)


@pytest.mark.parametrize("media_type", SHAPES)
async def test_a_logo_is_served_as_it_was_given(app: Quart, ada: Caller, media_type: str) -> None:
    logo = SHAPES[media_type](64, 32)
    url = (await put(ada, logo, media_type)).json["logo_url"]
    got, content = await get(app, url.removeprefix(f"https://acme.{DOMAIN}"))
    assert (got.status_code, got.headers["Content-Type"], content) == (200, media_type, logo)
    assert "immutable" in got.headers["Cache-Control"]
    assert (await get(app))[0].headers["Cache-Control"] == "public, max-age=300"


async def test_a_browser_takes_it_for_a_picture_and_nothing_else(app: Quart, ada: Caller) -> None:
    await put(ada)
    headers = (await get(app))[0].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


async def test_who_has_it_is_not_sent_it_again(app: Quart, ada: Caller) -> None:
    await put(ada)
    tag = (await get(app))[0].headers["ETag"]
    got, content = await get(app, If_None_Match=tag)
    assert (got.status_code, content) == (200, PNG)  # not a header of that name
    client = app.test_client()
    again = await client.get("/logo", headers={"Host": f"acme.{DOMAIN}", "If-None-Match": tag})
    assert (again.status_code, await again.get_data()) == (304, b"")


async def test_another_logo_has_another_address(app: Quart, ada: Caller) -> None:
    first, second = [(await put(ada, png(n, n))).json["logo_url"] for n in (1, 2)]
    assert first != second
    assert (await get(app))[1] == png(2, 2)


async def test_it_is_on_the_boards_page(app: Quart, ada: Caller) -> None:
    url = (await put(ada)).json["logo_url"]
    shown = [attrs["src"] for tag, attrs in (await read(app)).elements if tag == "img"]
    assert url.removeprefix(f"https://acme.{DOMAIN}") in shown


async def test_one_that_is_deleted_is_gone(app: Quart, ada: Caller) -> None:
    await put(ada)
    for _ in range(2):
        assert (await ada("DELETE", "/tenant/logo")).status == 204
    assert (await get(app))[0].status_code == 404
    assert (await ada("GET", "/tenant")).json["logo_url"] is None


@pytest.mark.parametrize("slug", ["globex", ""])
async def test_it_is_nobody_elses(app: Quart, ada: Caller, globex: Caller, slug: str) -> None:
    await put(ada)
    assert (await get(app, slug=slug))[0].status_code == 404


@pytest.mark.parametrize(
    "media_type", ["image/svg+xml", "text/html", "application/json", "image/gif", "image/png, text/html", ""]
)
async def test_other_kinds_are_refused(ada: Caller, media_type: str) -> None:
    answer = await put(ada, media_type=media_type)
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize(("media_type", "other"), [pair for pair in product(SHAPES, SHAPES) if len({*pair}) == 2])
async def test_what_is_not_what_it_is_said_to_be_is_refused(ada: Caller, media_type: str, other: str) -> None:
    answer = await put(ada, SHAPES[other](8, 8), media_type)
    assert (answer.status, answer.json["error"]["details"][0]["field"]) == (400, "body")


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"<script>", HEAD, HEAD[:8], png(0, 5), png(4097, 1), png(1, 4097)]
)
async def test_what_is_no_picture_or_too_large_to_show_is_refused(ada: Caller, content: bytes) -> None:
    assert (await put(ada, content)).code == "validation_failed"
    assert (await ada("GET", "/tenant")).json["logo_url"] is None


@pytest.mark.parametrize("media_type", SHAPES)
def test_no_beginning_of_a_picture_breaks_its_reading(media_type: str) -> None:
    whole = SHAPES[media_type](64, 32)
    picture.check(whole, media_type)
    for end in range(len(whole)):
        try:
            picture.check(whole[:end], media_type)
        except picture.BadPicture:
            continue


async def test_a_logo_may_have_512_kib_and_not_a_byte_more(ada: Caller) -> None:
    padded = PNG.ljust(LARGEST, b"\0")
    assert (await put(ada, padded)).status == 200
    answer = await put(ada, padded + b"\0")
    assert (answer.status, answer.code, "512 KiB" in answer.json["error"]["message"]) == (
        413,
        "payload_too_large",
        True,
    )


async def test_no_other_body_may_be_that_large(ada: Caller) -> None:
    answer = await ada.send("POST", "/posts", "application/json", b" " * (256 * 1024 + 1))
    assert (answer.status, "256 KiB" in answer.json["error"]["message"]) == (413, True)
