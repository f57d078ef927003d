"""The guide's Markdown to HTML: code can be copied, and what says the same in several languages shows one of them."""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from loops.locales import Language

Tokens = Sequence[Token]
Env = MutableMapping[str, Any]

# A radio button and the panel that follows it: which one is shown, CSS says.
TAB = Markup('<input class="unseen" type="radio" name="{group}" id="{group}-{n}"{checked}>')
LABEL = Markup('<label for="{group}-{n}" translate="no">{title}</label>')
TABS = Markup('<fieldset class="sides"><legend class="unseen">{legend}</legend>\n')
CODE = Markup(
    '<div class="code">{button}<pre tabindex="0" lang="en" dir="ltr" translate="no"><code>{code}</code></pre></div>\n'
)
BUTTON = Markup('<button hidden class="copy" data-copy data-copied="{copied}">{copy}</button>')
SHOWN = ("json",)  # what is looked at, and not run


@lru_cache(64)
def rendered(text: str, language: Language, name: str) -> Markup:
    """Of a section, whose `name` is its alone on the page."""
    return Markup(GUIDE.render(text, {"texts": language.texts, "name": name}))


@lru_cache(1024)
def in_line(text: str) -> Markup:
    """Of a sentence in the API's document."""
    return Markup(GUIDE.renderInline(text))


def side_by_side(state: Any) -> None:
    """Fences that follow each other say the same."""
    found: list[Token] = []
    for kind, run in groupby(state.tokens, lambda token: token.type):
        tokens = list(run)
        if kind == "fence" and len(tokens) > 1:
            for n, token in enumerate(tokens):
                token.meta = {"group": f"{state.env['name']}-{len(found)}", "n": n}
            tokens = [Token("tabs_open", "fieldset", 1), *tokens, Token("tabs_close", "fieldset", -1)]
        found += tokens
    state.tokens = found


class Guide(RendererHTML):
    def tabs_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return TABS.format(legend=env["texts"]["dev_language"])

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        token, texts = tokens[idx], env["texts"]
        language, _, title = token.info.partition(" ")
        button = BUTTON.format(copied=texts["dev_copied"], copy=texts["dev_copy"])
        shown = CODE.format(code=token.content, button="" if language in SHOWN else button)
        if not token.meta:
            return shown
        checked = Markup("" if token.meta["n"] else " checked")
        return TAB.format(checked=checked, **token.meta) + LABEL.format(title=title, **token.meta) + shown

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        return Markup('<code translate="no">{}</code>').format(tokens[idx].content)


GUIDE = MarkdownIt("commonmark", {"html": False}, renderer_cls=Guide)
GUIDE.enable("table")
GUIDE.core.ruler.push("side_by_side", side_by_side)
