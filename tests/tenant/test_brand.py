from itertools import product

import pytest

from loops.models.brand import contrast, corrected

PAGES = {"light": ("#fcfcfd", "#ffffff", "#f0f0f3"), "dark": ("#111113", "#18191b", "#212225")}  # page, surface, hover
BRANDS = ["#" + bytes(levels).hex() for levels in product((0, 51, 127, 170, 255), repeat=3)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0), ("#abcdef", "#abcdef", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("brand", BRANDS)
def test_text_in_and_on_every_brand_can_be_read(brand: str) -> None:
    made = corrected(brand)
    for tokens, pages in ((made["light"], PAGES["light"]), (made["dark"], PAGES["dark"])):
        assert contrast(tokens["on_fill"], tokens["fill"]) >= 4.5
        assert contrast(tokens["on_fill"], tokens["fill_hover"]) >= 4.5
        assert min(contrast(tokens["text"], page) for page in pages) >= 4.5


def test_what_can_be_read_is_not_touched() -> None:
    light, dark = corrected("#3451b2")["light"], corrected("#9eb1ff")["dark"]
    assert (light["fill"], light["on_fill"], light["text"]) == ("#3451b2", "#ffffff", "#3451b2")
    assert (dark["fill"], dark["on_fill"], dark["text"]) == ("#9eb1ff", "#1c2024", "#9eb1ff")


def test_the_nearest_color_is_taken() -> None:
    assert corrected("#ffd600")["light"]["fill"] == "#ffd600"
    assert contrast(corrected("#7f7f7f")["light"]["fill"], "#7f7f7f") < 1.3


def test_without_one_it_is_ours() -> None:
    assert corrected(None) == corrected("#3e63dd")
