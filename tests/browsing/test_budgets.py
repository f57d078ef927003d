"""What a page may weigh, in bytes as they are sent, packed by gzip."""

import re
import urllib.request
from gzip import decompress

import pytest

from browsing.board import Board
from browsing.furnishing import Furnished

HTML, CSS, JS = 15_000, 6_000, 3_000
HEAVY = ["/", "/posts/{busy}", "/roadmap", "/changelog", "/developers", "/developers/reference"]
HEAVY += ["/developers/reference/posts", "/developers/reference/webhooks"]


def sent(board: Board, path: str) -> bytes:
    url = f"http://127.0.0.1:{board.serve.port}{path}"
    headers = {"Host": board.home.removeprefix("http://"), "Accept-Encoding": "gzip", "Cookie": "loops-language=tr"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        return bytes(answer.read())


@pytest.mark.parametrize("path", HEAVY)
def test_a_page_is_within_its_budget(acme: Board, there: Furnished, path: str) -> None:
    assert len(sent(acme, path.format(**vars(there)))) <= HTML


def test_styles_and_scripts_are_within_theirs(acme: Board) -> None:
    html = decompress(sent(acme, "/")).decode()
    files = re.findall(r'"(/static/[^"]+\.(css|js)\?\w+)"', html)
    assert [kind for _, kind in files] == ["css", "js"]
    for url, kind in files:
        assert len(sent(acme, url)) <= {"css": CSS, "js": JS}[kind]
