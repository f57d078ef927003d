"""A tenant's brand colour, and what pages make of it: colours in which text can be read.

Contrast is WCAG 2.2's (relative luminance); text needs 4.5:1 (success criterion 1.4.3, level AA).
"""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from typing_extensions import TypedDict

OURS = "#3e63dd"  # of who has set none
WHITE, BLACK, INK = "#ffffff", "#000000", "#1c2024"
ENOUGH = 4.5
# The ground, of all that text stands on, against which it is hardest to read: what the pointer is over.
LIGHT_GROUND, DARK_GROUND = "#f0f0f3", "#212225"
HOVER = 0.12


class TokensJson(TypedDict):
    """`fill` is a button's ground, `fill_hover` under the pointer; `on_fill` is text on both, `text` on the page."""

    fill: str
    fill_hover: str
    on_fill: str
    text: str


class BrandJson(TypedDict):
    """The brand colour, corrected until text in it and on it has a contrast of at least 4.5:1."""

    light: TokensJson
    dark: TokensJson


class Ground(NamedTuple):
    fill: str
    on: str
    steps: int


def corrected(color: str | None) -> BrandJson:
    """`color` is #rrggbb, or None for ours."""
    given = color or OURS
    return {"light": tokens(given, LIGHT_GROUND, towards=BLACK), "dark": tokens(given, DARK_GROUND, towards=WHITE)}


def tokens(color: str, page: str, *, towards: str) -> TokensJson:
    # White and ink in turn, whichever asks for the smaller change; of equals white.
    best = min((ground(color, WHITE, BLACK), ground(color, INK, WHITE)), key=lambda one: one.steps)
    hover = mixed(best.fill, BLACK if best.on == WHITE else WHITE, HOVER)
    text = next(shade for shade in shades(color, towards) if contrast(shade, page) >= ENOUGH)
    return {"fill": best.fill, "fill_hover": hover, "on_fill": best.on, "text": text}


def ground(color: str, on: str, away: str) -> Ground:
    for steps, shade in zip(count(), shades(color, away), strict=False):
        if contrast(shade, on) >= ENOUGH:
            return Ground(shade, on, steps)
    raise AssertionError(f"{on} can be read on {away}")


def shades(color: str, towards: str) -> Iterator[str]:
    """The colour itself, then nearer and nearer to the other."""
    return (mixed(color, towards, percent / 100) for percent in range(101))


def mixed(color: str, other: str, share: float) -> str:
    both = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in both)


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    red, green, blue = (linear(channel / 255) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def channels(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (1, 3, 5)]
