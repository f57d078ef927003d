import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops.models.brand import corrected
from pages.reading import Read, read
from visitor import visit

HERE = ("Host", f"acme.{DOMAIN}")


def stylesheets(page: Read) -> list[str | None]:
    return [attrs["href"] for tag, attrs in page.elements if tag == "link" and attrs["rel"] == "stylesheet"]


async def test_pages_have_the_corrected_brand_color(app: Quart, ada: Caller) -> None:
    assert len(stylesheets(await read(app))) == 1
    await ada("PATCH", "/tenant", {"brand_color": "#ffd600"})
    *_, sheet = stylesheets(await read(app))
    got = await visit(app, str(sheet), HERE)
    made = corrected("#ffd600")
    assert f"--accent: light-dark({made['light']['text']}, {made['dark']['text']})" in got.text
    assert f"--fill: light-dark({made['light']['fill']}, {made['dark']['fill']})" in got.text
    assert (got.headers["Content-Type"], "immutable" in got.headers["Cache-Control"]) == (
        "text/css; charset=utf-8",
        True,
    )


async def test_an_address_of_another_color_is_not_kept(app: Quart, ada: Caller) -> None:
    await ada("PATCH", "/tenant", {"brand_color": "#ffd600"})
    for path in ("/brand.css", "/brand.css?000000"):
        assert (await visit(app, path, HERE)).headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("host", [f"globex.{DOMAIN}", DOMAIN])
async def test_it_is_nobody_elses(app: Quart, ada: Caller, globex: Caller, host: str) -> None:
    await ada("PATCH", "/tenant", {"brand_color": "#ffd600"})
    assert (await visit(app, "/brand.css?ffd600", ("Host", host))).status == 404
