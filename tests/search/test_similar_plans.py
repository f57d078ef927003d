"""Similar posts cost a bounded number of rows, however many posts have the words of a title."""

from urllib.parse import quote

from caller import Caller
from explaining import Sent, faults, plans
from loops.models.similar import COUNTED, PROBED
from search.test_search_plans import crowded as crowded
from search.test_search_plans import searches
from search.test_search_plans import sent as sent

TITLES = ("Idea", "A dark idea", "dddd light d1 d2 d3", "rare77 idea", "zebra", "Idea " * 27, "ダークモードに" * 20)


async def test_no_title_reads_more_than_it_looks_at(crowded: Caller, sent: list[Sent]) -> None:
    bad: list[str] = []
    for title in TITLES:
        answer = await crowded("GET", f"/posts/similar?title={quote(title.strip())}")
        assert answer.status == 200, answer.json
        (asked,) = searches(sent)
        bad += [f"{title}: {fault}" async for plan in plans(asked) for fault in faults(plan, most=COUNTED * PROBED)]
        sent.clear()
    assert not bad, "\n".join(bad)


async def test_a_word_in_every_post_is_read_so_far_and_no_further(crowded: Caller, sent: list[Sent]) -> None:
    await crowded("GET", "/posts/similar?title=idea")
    (asked,) = searches(sent)
    assert not [fault async for plan in plans(asked) for fault in faults(plan, most=COUNTED)]


async def test_what_is_shown_is_found_by_id(crowded: Caller, sent: list[Sent]) -> None:
    answer = await crowded("GET", "/posts/similar?title=rare77+idea")
    assert answer.json["posts"]
    shown = sent[-1]
    assert not [fault async for plan in plans(shown) for fault in faults(plan, most=COUNTED)]
