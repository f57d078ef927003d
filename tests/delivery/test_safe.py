import pytest

from loops.safe import Safe, Unreadable

OWNER = "webhooks", "acme", "1"


def test_what_is_locked_can_be_opened_and_is_not_seen() -> None:
    safe = Safe(["k" * 32])
    locked = safe.lock("hush", *OWNER)
    assert safe.open(locked, *OWNER) == "hush"
    assert "hush" not in locked
    assert safe.lock("hush", *OWNER) != locked


def test_it_opens_for_nobody_else() -> None:
    locked = Safe(["k" * 32]).lock("hush", *OWNER)
    for other in (("webhooks", "acme", "2"), ("webhooks", "globex", "1"), ("plugins", "acme", "1")):
        with pytest.raises(Unreadable):
            Safe(["k" * 32]).open(locked, *other)
    with pytest.raises(Unreadable):
        Safe(["x" * 32]).open(locked, *OWNER)


def test_what_was_changed_does_not_open() -> None:
    safe = Safe(["k" * 32])
    form, key, text = safe.lock("hush", *OWNER).split(".")
    with pytest.raises(Unreadable):
        safe.open(f"{form}.{key}.{text[:-4]}AAA=", *OWNER)


def test_an_older_key_still_opens_and_the_first_one_locks() -> None:
    old, both = Safe(["o" * 32]), Safe(["n" * 32, "o" * 32])
    assert both.open(old.lock("hush", *OWNER), *OWNER) == "hush"
    with pytest.raises(Unreadable):
        old.open(both.lock("hush", *OWNER), *OWNER)
