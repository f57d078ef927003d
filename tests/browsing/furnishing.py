"""What there is at `acme`: enough of everything for every page, in the forms that pages break on."""

from dataclasses import dataclass

from browsing.board import Board

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" + "x" * 50
ARABIC = "الوضع الداكن من فضلكم"
MARKDOWN = """Some **bold** words, `code`, and [a link](https://example.com/a).

- one
- two

> Somebody said so.

```
loops serve --port 8000 --host 127.0.0.1 --workers 4 # a line that is far too long for a small screen to show at once
```

| a | b |
|---|---|
| 1 | 2 |
"""
LIST, TALK = 26, 50  # posts that fill a page and begin another; comments of one post
SENTENCE = "The export takes too long when a board has many posts; a progress bar would help us all. "
MADE_UP = ("csv export", "calendar", "password rules", "mobile app", "webhook filters", "weekly digest", "audit search")


@dataclass(frozen=True)
class Furnished:
    """Ids of posts, but for `entry` and `draft`, which are the changelog's, and `comment`, which is held."""

    busy: str  # with comments of all kinds, and a history
    quiet: str
    long: str
    arabic: str
    merged: str
    deleted: str
    held: str
    entry: str
    draft: str
    comment: str


def furnish(board: Board) -> Furnished:
    board.ask("POST", "/statuses", name="Needs research, and a name that is long", key="research", color="#a35200")
    ids = [made_up(board, number) for number in range(LIST)]
    busy = board.post("Dark mode", description=MARKDOWN, tag="design", external_user_id="bob")
    talk(board, busy)
    long = board.post(LONG, description=LONG * 4, tag=LONG[:40])
    arabic = board.post(ARABIC, description=ARABIC, tag="عربي")
    merged = board.post("A dark theme, please", external_user_id="eve")
    board.ask("POST", f"/posts/{merged}/merge", into=busy)
    board.ask("DELETE", f"/posts/{ids[0]}")
    board.ask("PATCH", f"/posts/{ids[1]}", status="research")
    board.ask("PATCH", f"/posts/{ids[2]}", status="done")
    entry, draft = changelog(board, busy, ids[2])
    held, comment = waiting(board, busy)
    return Furnished(busy, ids[3], long, arabic, merged, ids[0], held, entry, draft, comment)


def made_up(board: Board, number: int) -> str:
    title = f"{MADE_UP[number % len(MADE_UP)].capitalize()}, number {number}: " + SENTENCE[:80]
    return board.post(title, description=SENTENCE * 8, tag=MADE_UP[number % 5], external_user_id=f"user-{number}")


def talk(board: Board, post: str) -> None:
    for number in range(TALK):
        board.comment(post, f"{number}. {SENTENCE}", external_user_id=f"user-{number}")
        board.ask("PUT", f"/posts/{post}/vote", external_user_id=f"user-{number}")
    for text in (LONG, ARABIC, MARKDOWN):
        board.comment(post, text, external_user_id="bob")
    board.comment(post, "For the team alone: the designers are on it.", internal=True)
    for status in ("planned", "progress"):
        board.ask("PATCH", f"/posts/{post}", status=status)


def changelog(board: Board, *posts: str) -> tuple[str, str]:
    """An entry that is published, and a draft."""
    for number in range(4):
        board.ask("POST", "/changelog", title=f"Release {number}", body=SENTENCE * 3, published=True)
    entry = board.ask("POST", "/changelog", title="Dark mode is here", body=MARKDOWN, posts=posts, published=True)
    draft = board.ask("POST", "/changelog", title=LONG[:130], body=LONG)
    return entry["id"], draft["id"]


def waiting(board: Board, post: str) -> tuple[str, str]:
    """A post and a comment that wait for the team, on a board that asks for no more of it."""
    stranger = board.public_key()
    board.ask("PATCH", "/tenant", moderation=True)
    held = board.ask("POST", "/posts", by=stranger, title="Held until the team looks", external_user_id="mallory")
    comment = board.ask("POST", f"/posts/{post}/comments", by=stranger, body="Held, too.", external_user_id="mallory")
    board.ask("PATCH", "/tenant", moderation=False)
    return held["id"], comment["id"]
