"""The guide's code, as it is read."""

import html
import re

PAGES = ("/developers", "/developers/reference", "/developers/reference/posts", "/developers/reference/webhooks")
BLOCK = re.compile(r"<pre [^>]*><code>(.*?)</code></pre>", re.S)
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.M | re.S)


def shown(page: str) -> list[str]:
    """What a page shows in blocks."""
    return [html.unescape(code) for code in BLOCK.findall(page)]


def told(twin: str) -> list[tuple[str, str]]:
    """What its twin does, each with its language."""
    return FENCE.findall(twin)
