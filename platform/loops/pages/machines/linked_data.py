"""What a page says of itself in JSON-LD, by schema.org, for search engines that show discussions as such."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from loops.models.changelog_shapes import EntryJson
from loops.models.comment_shown import AuthorJson, CommentJson
from loops.models.shown import PostJson
from loops.pages.markdown import plain
from loops_tenants.models import Tenant

WHOLE, MOST_COMMENTS = 1_000, 10  # characters of a text
# In a script element nothing is escaped: what could end it, or begin a comment there, is written as JSON may.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def discussion(tenant: Tenant, post: PostJson, lines: Sequence[tuple[str, Any]], anonymous: str) -> Markup:
    """A post as a DiscussionForumPosting; who wrote it is nobody's business. `lines` are what stands under it."""
    public = [one for kind, one in lines if kind == "comment" and not (one["internal"] or one["held"])]
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "DiscussionForumPosting",
            "url": post["url"],
            "headline": post["title"],
            "text": plain(post["description"] or post["title"], WHOLE),
            "datePublished": post["created_at"],
            "dateModified": post["updated_at"],
            "author": {"@type": "Person", "name": anonymous},
            "isPartOf": {"@type": "WebSite", "name": tenant.name, "url": f"{tenant.home}/"},
            "commentCount": post["comments"],
            "interactionStatistic": [counted("LikeAction", post["votes"]), counted("CommentAction", post["comments"])],
            "comment": [comment(tenant, one, anonymous) for one in public[:MOST_COMMENTS]],
        }
    )


def comment(tenant: Tenant, one: CommentJson, anonymous: str) -> dict[str, object]:
    about = {"text": plain(one["body"]), "datePublished": one["created_at"]}
    return {"@type": "Comment", **about, "author": author(tenant, one["author"], anonymous)}


def author(tenant: Tenant, by: AuthorJson, anonymous: str) -> dict[str, str]:
    """The team is the board's, unless it speaks by a name."""
    if by["type"] == "team" and by["name"] is None:
        return {"@type": "Organization", "name": tenant.name}
    return {"@type": "Person", "name": by["name"] or anonymous}


def announcement(tenant: Tenant, entry: EntryJson) -> Markup:
    """An entry of the changelog as a BlogPosting of the board's."""
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "BlogPosting",
            "url": entry["url"],
            "headline": entry["title"],
            "articleBody": plain(entry["body"] or entry["title"], WHOLE),
            "datePublished": entry["published_at"],
            "dateModified": entry["updated_at"],
            "author": {"@type": "Organization", "name": tenant.name, "url": f"{tenant.home}/"},
        }
    )


def counted(action: str, n: int) -> dict[str, object]:
    kind = {"@type": "InteractionCounter", "interactionType": f"https://schema.org/{action}"}
    return {**kind, "userInteractionCount": n}


def as_json(about: dict[str, Any]) -> Markup:
    """ASCII alone, so that nothing in it changes the direction of what stands around it."""
    return Markup(json.dumps(about).translate(ESCAPES))
