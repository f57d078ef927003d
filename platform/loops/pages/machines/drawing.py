"""A card drawn: 1200 × 630 pixels (what Facebook, X, Slack and others show whole), in two inks on white paper.

The font is Inter: Latin, Greek and Cyrillic. Words in another script are not drawn at all, rather than as boxes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from unicodedata import category, normalize

import fontpkg_inter
from PIL import Image, ImageChops, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from loops.models.brand import channels, mixed
from loops.pages.machines.card import Card

SIZE = (1200, 630)
LEFT, RIGHT, TOP = 80, 1120, 76
PAPER, INK = "#ffffff", "#1c2024"
FULL, QUIET = 127, 88  # how much of an ink
FONT = next((fontpkg_inter.ROOT / "files").glob("Inter[[]*"))
BOLD, STRONG, USUAL = 650, 560, 450
TITLES = ((80, 3), (64, 4), (50, 5))  # pixels, and as many lines as there is room for
MISSING = "\uffff"


@lru_cache(256)
def drawn(card: Card) -> bytes:
    """PNG."""
    text, brand = Image.new("L", SIZE), Image.new("L", SIZE)
    name, title = drawable(card.name) or card.place, drawable(card.title)
    draw_head(ImageDraw.Draw(text), ImageDraw.Draw(brand), name[0], name if title else card.place)
    draw_title(ImageDraw.Draw(text), title or name, 190 if title else 290)
    if title:
        draw_foot(ImageDraw.Draw(text), ImageDraw.Draw(brand), card.votes, drawable(card.status))
    ImageDraw.Draw(brand).rectangle((0, SIZE[1] - 14, *SIZE), fill=FULL)
    return png(text, brand, card.color)


def draw_head(text: ImageDraw.ImageDraw, brand: ImageDraw.ImageDraw, initial: str, label: str) -> None:
    """The initial is left out of the brand's colour."""
    brand.rounded_rectangle((LEFT, TOP, LEFT + 64, TOP + 64), 16, fill=FULL)
    brand.text((LEFT + 32, TOP + 33), initial, font=font(36, BOLD), fill=0, anchor="mm")
    text.text((LEFT + 88, TOP + 34), cut(label, font(36, STRONG), RIGHT - LEFT - 88), FULL, font(36, STRONG), "lm")


def draw_title(text: ImageDraw.ImageDraw, title: str, top: int) -> None:
    size, lines = fitted(title)
    for n, line in enumerate(lines):
        text.text((LEFT, top + n * size * 1.2), line, FULL, font(size, BOLD), "la")


def draw_foot(text: ImageDraw.ImageDraw, brand: ImageDraw.ImageDraw, votes: str, status: str) -> None:
    middle, said, at = 546, font(34, STRONG), float(LEFT)
    if votes:
        brand.polygon([(LEFT, middle + 11), (LEFT + 15, middle - 12), (LEFT + 30, middle + 11)], fill=FULL)
        text.text((LEFT + 48, middle), votes, FULL, said, "lm")
        at += 48 + said.getlength(votes) + 48
    if status:
        brand.ellipse((at, middle - 8, at + 16, middle + 8), fill=FULL)
        text.text((at + 32, middle), cut(status, font(34, USUAL), RIGHT - at - 32), QUIET, font(34, USUAL), "lm")


def fitted(title: str) -> tuple[int, list[str]]:
    """As large as it can be; what is too long even for the smallest ends in an ellipsis."""
    for size, most in TITLES:
        if len(lines := wrapped(title, size)) <= most:
            return size, lines
    return size, [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), font(size, BOLD), RIGHT - LEFT)]


def wrapped(title: str, size: int) -> list[str]:
    lines, at, space = [""], 0.0, em(" ") * size
    for word in pieces(title, size):
        wide = em(word) * size
        if at + wide > RIGHT - LEFT:
            lines, at = [*lines, ""], 0
        lines[-1], at = f"{lines[-1]} {word}".lstrip(), at + wide + space
    return list(filter(None, lines))


def pieces(title: str, size: int) -> Iterator[str]:
    """Its words; one that is wider than a line in parts that are not."""
    for word in title.split():
        rest = word
        while em(rest) * size > RIGHT - LEFT:
            part = room(rest, font(size, BOLD), RIGHT - LEFT) or rest[0]
            yield part
            rest = rest[len(part) :]
        yield rest


@lru_cache(1024)
def em(word: str) -> float:
    """How wide it is, in times the size. To ask the font costs a third of a millisecond; sizes are in proportion."""
    return font(100, BOLD).getlength(word) / 100


def cut(text: str, by: FreeTypeFont, width: float) -> str:
    return text if by.getlength(text) <= width else f"{room(text, by, width - by.getlength('…')).rstrip()}…"


def room(text: str, by: FreeTypeFont, width: float) -> str:
    """As much of it as is not wider."""
    return text[: bisect_right(range(len(text)), width, key=lambda n: by.getlength(text[: n + 1]))]


def drawable(text: str) -> str:
    """What the font has of it; empty where a letter or a digit is missing, and so what it says would be."""
    shown = ""
    for char in " ".join(normalize("NFC", text).split()):
        if has(char):
            shown += char
        elif category(char)[0] in "LN":
            return ""
    return " ".join(shown.split())


@lru_cache(4096)
def has(char: str) -> bool:
    if category(char)[0] in "CM":  # what turns the direction round, joins emoji, or stands on a letter that is none
        return False
    one, none = font(36, BOLD).getmask(char), font(36, BOLD).getmask(MISSING)
    return char == " " or (one.size, bytes(one)) != (none.size, bytes(none))


@cache
def font(size: int, weight: int) -> FreeTypeFont:
    made = ImageFont.truetype(str(FONT), size)
    made.set_variation_by_axes([32 if size > 40 else 24, weight])
    return made


def shades(ink: str) -> Iterator[str]:
    return (mixed(PAPER, ink, n / 127) for n in range(128))


def png(text: Image.Image, brand: Image.Image, color: str) -> bytes:
    """Either ink is half of the palette; nowhere does one lie on the other."""
    both = ImageChops.add(text, brand.point([0, *range(129, 256), *[255] * 128]))
    both.putpalette(
        [channel for ink in (INK, color) for n in range(128) for channel in channels(mixed(PAPER, ink, n / 127))]
    )
    file = BytesIO()
    both.save(file, "PNG", compress_level=4)
    return file.getvalue()
