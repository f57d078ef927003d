"""What the pages say, in English: the one place that holds it."""

from types import MappingProxyType

TEXTS = MappingProxyType(
    {
        "skip": "Skip to content",
        "question": "What should we build next?",
        "ideas_one": "1 idea",
        "ideas_many": "{n} ideas",
        "votes_one": "vote",
        "votes_many": "votes",
        "search": "Search",
        "search_for": "Search ideas",
        "sort": "Sort by",
        "new": "New",
        "top": "Top",
        "trending": "Trending",
        "old": "Oldest",
        "next": "More ideas",
        "back": "All ideas",
        "posted": "Posted",
        "changed": "{status} since",
        "none": "No ideas yet",
        "none_more": "The first one can come from any program that has a key of this board:",
        "no_match": "No ideas here",
        "no_match_more": "None has all that was asked for, or this page is past the last one.",
        "all": "Show all ideas",
        "powered": "Powered by Loops",
        "api": "API description",
        "apex": "Ideas, votes, and what became of them",
        "apex_more": "Loops keeps a feedback board for each of many organisations, at an address of its own:",
        "your_board": "your-organisation",
        "ask": "Looking for a board? The organisation that runs it knows its address.",
        "boards": "Boards on this machine",
        "no_boards": "No boards yet",
        "no_boards_more": "Make one, and open its address:",
        "cannot_open": "Your browser cannot open these addresses?",
        "cannot_open_more": "Not every system knows names under localhost. This serves one board at this very address:",
        "sign_in": "Sign in",
        "sign_in_for": "You go on to",
        "sign_in_with": "Continue with",
        "another_way": "Sign in another way",
        "no_way_in": "No provider is set up here to sign in with.",
        "no_way_in_more": "Whoever runs this installation sets one up, or prints a link that signs in once:",
        "signed_in": "Signed in",
        "signed_in_as": "Signed in as",
        "no_boards_of_yours": "No boards yet",
        "no_boards_of_yours_more": "You are signed in, and belong to no organisation here so far.",
        "sign_out": "Sign out",
        "link_for": "This link is for",
        "link_more": "It works once. You stay signed in in this browser.",
        "role_owner": "owner",
        "role_admin": "admin",
        "role_moderator": "moderator",
        "role_member": "member",
        "not_signed_in": "You are not signed in",
        "start_again": "Start again",
        "going": "Go on",
        "number": "If it stays so, tell who runs this board the number of this answer:",
    }
)
TITLES = MappingProxyType(
    {
        400: "This link is not right",
        403: "Closed for now",
        404: "Nothing here",
        405: "Not in this way",
        413: "Too much at once",
        429: "A little slower, please",
        500: "Something broke",
        503: "Back in a moment",
    }
)


def counted(what: str, n: int) -> str:
    return TEXTS[f"{what}_one" if n == 1 else f"{what}_many"].format(n=f"{n:,}")
