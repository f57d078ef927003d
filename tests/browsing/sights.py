"""Every page there is to see, and as whom."""

from dataclasses import dataclass
from typing import Literal

Who = Literal["visitor", "owner", "member"]


@dataclass(frozen=True)
class Sight:
    """`path` at a board, acme unless `at` is another; `{…}` in it is one of what there is (furnishing.py)."""

    name: str
    path: str
    who: Who = "visitor"
    at: Literal["acme", "apex", "empty", "private", "nobody"] = "acme"
    status: int = 200
    write: tuple[tuple[str, str], ...] = ()  # into a field of the form
    send: bool = False  # the form, past what the browser itself refuses


SIGHTS = [
    Sight("list", "/"),
    Sight("list of the team", "/", "owner"),
    Sight("page of a list", "/?sort=top&status=open"),
    Sight("search", "/?q=progress&tag=calendar"),
    Sight("no match", "/?q=zzzz"),
    Sight("empty list", "/", at="empty"),
    Sight("post", "/posts/{busy}"),
    Sight("post of the team", "/posts/{busy}", "owner"),
    Sight("long words", "/posts/{long}", "owner"),
    Sight("right to left", "/posts/{arabic}"),
    Sight("held post", "/posts/{held}", "owner"),
    Sight("deleted post", "/posts/{deleted}", status=410),
    Sight("comment with faults", "/posts/{quiet}", send=True, status=400),
    Sight("post to change", "/posts/{busy}/edit", "owner"),
    Sight("post to delete", "/posts/{busy}/delete", "owner"),
    Sight("merging", "/posts/{quiet}/merge", "owner"),
    Sight("merging with nothing", "/posts/{quiet}/merge?q=zzzz", "owner"),
    Sight("comment to change", "/comments/{comment}/edit", "owner"),
    Sight("comment to delete", "/comments/{comment}/delete", "owner"),
    Sight("new", "/new"),
    Sight("new with similar ones", "/new", write=(("title", "Dark mode"),)),
    Sight("new with faults", "/new", write=(("description", "…"),), send=True, status=400),
    Sight("roadmap", "/roadmap"),
    Sight("empty roadmap", "/roadmap", at="empty"),
    Sight("changelog", "/changelog"),
    Sight("changelog of the team", "/changelog", "owner"),
    Sight("empty changelog", "/changelog", at="empty"),
    Sight("entry", "/changelog/{entry}"),
    Sight("draft", "/changelog/{draft}", "owner"),
    Sight("new entry", "/changelog/new", "owner"),
    Sight("entry to change", "/changelog/{entry}/edit", "owner"),
    Sight("entry to delete", "/changelog/{entry}/delete", "owner"),
    Sight("me", "/me", "owner"),
    Sight("own votes", "/me/votes"),
    Sight("own sessions", "/me/sessions", "owner"),
    Sight("developers", "/developers"),
    Sight("developers of the team", "/developers", "owner"),
    Sight("reference", "/developers/reference"),
    Sight("reference of posts", "/developers/reference/posts"),
    Sight("admin", "/admin", "owner"),
    Sight("held", "/admin/held", "owner"),
    Sight("members", "/admin/members", "owner"),
    Sight("api keys", "/admin/settings/api-keys", "owner"),
    Sight("board settings", "/admin/settings/board", "owner"),
    Sight("not permitted", "/admin/settings/board", "member", status=403),
    Sight("sign out", "/sign-out", "owner"),
    Sight("wrong address", "/nothing", status=404),
    Sight("private board", "/", at="private", status=403),
    Sight("unknown host", "/", at="nobody", status=404),
    Sight("landing", "/", at="apex"),
    Sight("landing of one signed in", "/", "owner", at="apex"),
    Sight("sign in", "/sign-in", at="apex"),
    Sight("link", "/sign-in/link?code={code}", at="apex"),
    Sight("link that is over", "/sign-in/link?code=none", at="apex", status=403),
    Sight("invitation", "/invite/{invite}"),
    Sight("invitation that is over", "/invite/none", status=404),
    Sight("organisations", "/organisations", "owner", at="apex"),
    Sight("founding", "/organisations/new", "owner", at="apex"),
    Sight("founded", "/organisations/founded?slug=acme", "owner", at="apex"),
]
