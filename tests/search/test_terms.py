"""A text's words are alike however they are written."""

import pytest

from loops.models.terms import LONGEST, MOST, plain, terms_of, words_of


def finds(q: str, text: str) -> bool:
    terms = terms_of(text, None, None)
    return all(any(term.startswith(word) for term in terms) for word in words_of(q))


@pytest.mark.parametrize("q", ["İstanbul", "ISTANBUL", "istanbul", "ıstanbul", "i̇stanbul"])
@pytest.mark.parametrize("text", ["İstanbul'da", "ISTANBULDAN", "istanbul’u", "ıstanbulun"])
def test_turkish_has_one_i(q: str, text: str) -> None:
    assert finds(q, text)


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("tema", "Koyu temayı isteriz"),
        ("sifre", "Şifremi unuttum"),
        ("ŞİFRE", "sifre"),
        ("strasse", "Straße"),
        ("Straße", "STRASSE"),
        ("uber", "Über alles"),
        ("lodz", "Łódź"),
        ("résumé", "RESUME"),
        ("ﬁle", "Files"),
        ("ＤＡＲＫ", "dark mode"),
        ("Ελλάς", "ΕΛΛΑΣ"),
        ("ёлка", "Елка"),
        ("می‌خواهم", "میخواهم"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_spelling_does_not_matter(q: str, text: str) -> None:
    assert finds(q, text)


@pytest.mark.parametrize(
    "q", ["ダーク", "モード", "ダークモード", "ﾀﾞｰｸ", "検索", "で", "い", "索", "iPhone", "検索 ダーク"]
)
def test_japanese_is_found_without_spaces(q: str) -> None:
    assert finds(q, "iPhone用ダークモードで検索したい")


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("深色", "增加深色模式"),
        ("模式", "增加深色模式"),
        ("ภาษา", "รองรับภาษาไทย"),
        ("ខ្មែរ", "ភាសាខ្មែរ"),
        ("검색", "검색을 원해요"),
    ],
)
def test_other_scripts_are_found(q: str, text: str) -> None:
    assert finds(q, text)


@pytest.mark.parametrize(("q", "text"), [("タク", "ダーク"), ("ema", "tema"), ("dark mode", "dark"), ("हद", "हिन्दी")])
def test_what_is_not_there_is_not_found(q: str, text: str) -> None:
    assert not finds(q, text)


def test_an_emoji_is_a_word_whatever_its_skin() -> None:
    assert words_of("❤️") == ["❤"]
    assert words_of("👍🏽👍") == ["👍"]


@pytest.mark.parametrize("q", ["", " \t", "?!", "+-*/", "…", "\ufffd", "\u200b", "\u0301"])
def test_punctuation_has_no_words(q: str) -> None:
    assert words_of(q) == []


def test_a_post_s_terms_come_from_title_tag_and_the_beginning_of_its_description() -> None:
    terms = terms_of("Dark-mode", "UI", "x" * 488 + " before after")
    assert terms == ["afte", "before", "dark", "mode", "ui", "x" * LONGEST]


def test_terms_are_in_the_order_of_their_bytes() -> None:
    terms = terms_of("z Ž 検索 🚀 é Zebra", "ß", "日本 ﷺ")
    assert terms == sorted(set(terms), key=str.encode)


@pytest.mark.parametrize("description", ["ﷺ" * 10_000, " ".join(map(str, range(10_000))), "検" * 10_000, "x" * 10_000])
def test_however_long_the_text_its_terms_are_few_and_short(description: str) -> None:
    terms = terms_of("Long", None, description)
    assert len(terms) <= MOST
    assert max(map(len, terms)) <= LONGEST


def test_plain_text_stays_as_it_is() -> None:
    every = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    assert [hex(ord(c)) for c in every if plain(plain(c)) != plain(c)] == []
