"""How pages and their files leave."""

import gzip

import brotli
import pytest
from quart import Quart

from caller import Caller
from loops.pages.files import FILES, File
from pages.reading import HERE
from visitor import visit


async def body_of(app: Quart, url: str, packing: str) -> tuple[bytes, str | None]:
    client = app.test_client()
    got = await client.get(url, headers={"Host": HERE[1], "Accept-Encoding": packing})
    return await got.get_data(as_text=False), got.headers.get("Content-Encoding")


async def test_a_page_is_packed_for_who_can_unpack_it(app: Quart, ada: Caller) -> None:
    await ada.post("Dark mode")
    packed, how = await body_of(app, "/", "br, gzip")
    assert how == "gzip"
    assert b"Dark mode" in gzip.decompress(packed)
    plain, how = await body_of(app, "/", "identity")
    assert (b"Dark mode" in plain, how) == (True, None)
    assert len(packed) < len(plain) / 2


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
async def test_a_file_is_packed_beforehand(app: Quart, file: File) -> None:
    for packing, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        body, how = await body_of(app, file.url, packing)
        assert (unpack(body), how) == (file.content, packing)
    assert await body_of(app, file.url, "identity") == (file.content, None)
    assert await body_of(app, file.url, "br;q=0, gzip") == (file.packed["gzip"], "gzip")


async def test_a_page_that_did_not_change_is_not_sent_again(app: Quart, ada: Caller) -> None:
    post = await ada.post("Dark mode")
    first = await visit(app, "/", HERE)
    known = ("If-None-Match", first.headers["ETag"])
    again = await visit(app, "/", HERE, known)
    assert (again.status, again.text) == (304, "")
    await ada("PUT", f"/posts/{post['id']}/vote", {"external_user_id": "bob"})
    assert (await visit(app, "/", HERE, known)).status == 200


async def test_a_page_that_is_to_be_kept_nowhere_has_no_tag(app: Quart, ada: Caller) -> None:
    got = await visit(app, "/sign-in", HERE)
    assert "no-store" in got.headers["Cache-Control"]
    assert "ETag" not in got.headers
