"""A user taken out of what was told of them: the bodies of events, and what was answered to those."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from loops_tenants.models import Tenant
from loops_tenants.scope import connection

BATCH = 1000
PERSON = "person:"  # see loops_tenants.actors.user_id_of


class Blank(NamedTuple):
    """What is to be taken out: the ids `names` of one user, and of events `about` posts what the posts and comments
    `texts` said, in whose place is `removed`."""

    names: Collection[str]
    about: Collection[UUID]
    texts: Collection[UUID]
    removed: str


async def blank_events(tenant: Tenant, blank: Blank, quoted: Sequence[str]) -> list[UUID]:
    """Gives those that had something to take out. `quoted`: the names, as they stand in JSON."""
    blanked, last, texts = list[UUID](), UUID(int=0), {str(id) for id in blank.texts}
    while found := await connection().fetch(NAMING, tenant.id, list(quoted), list(blank.about), last, BATCH):
        made = [(id, without(body, blank.names, texts, blank.removed)) for id, body in found]
        new = [(id, body) for id, body in made if body]
        await connection().execute(REWRITE, tenant.id, [id for id, _ in new], [body for _, body in new])
        blanked += [id for id, _ in new]
        last = found[-1]["id"]
    return blanked


def without(body: str, names: Collection[str], texts: Collection[str], removed: str) -> str | None:
    """The body as it is from now on; None where there was nothing to take out."""
    event: dict[str, Any] = orjson.loads(body)
    before = orjson.dumps(event)
    for part in ("post", "vote", "comment"):
        if (event.get(part) or {}).get("external_user_id") in names:
            event[part]["external_user_id"] = None
    if is_by(event["actor"], names):
        event["actor"] |= {"id": None, "name": None}
    if (post := event.get("post")) and post["id"] in texts:
        post |= {"title": removed, "description": None}
        for name in {"title", "description"} & event.get("changes", {}).keys():
            event["changes"][name] = {"from": None, "to": None}
    if (comment := event.get("comment")) and comment["id"] in texts:
        comment["body"] = removed
    for linked in (event.get("changelog") or {"posts": []})["posts"]:
        if linked["id"] in texts:
            linked["title"] = removed
    after = orjson.dumps(event)
    return after.decode() if after != before else None


def is_by(actor: dict[str, str | None], names: Collection[str]) -> bool:
    """A person who is signed in acts under their own id, and votes and posts as `person:` and that."""
    as_user = {"user": actor["id"], "person": f"{PERSON}{actor['id']}"}
    return as_user.get(actor["type"] or "") in names


async def blank_answers(tenant: Tenant, blank: Blank, quoted: Sequence[str], events: Sequence[UUID]) -> None:
    """What endpoints said to these events, where it names the user, or may repeat a text that goes; and what the API
    said to whoever may ask again. `quoted`: what is theirs, as it stands in JSON."""
    names = [*blank.names, *(form[1:-1] for form in quoted)]
    await connection().execute(FORGET_ANSWERS, tenant.id, list(events), names, bool(blank.texts))
    await connection().execute(FORGET_KEPT, tenant.id, list(quoted))


NAMES = "EXISTS (SELECT FROM unnest($2::text[]) AS name WHERE strpos({text}, name) > 0)"
LINKS = "EXISTS (SELECT FROM unnest($3::uuid[]) AS post WHERE strpos(body, post::text) > 0)"
NAMING = f"""
SELECT id, body FROM events
WHERE tenant_id = $1 AND id > $4 AND ({NAMES.format(text="body")} OR post_id = ANY ($3::uuid[])
    OR (name = 'changelog.published' AND {LINKS}))
ORDER BY id LIMIT $5"""
REWRITE = """
UPDATE events e SET body = new.body FROM unnest($2::uuid[], $3::text[]) AS new (id, body)
WHERE e.tenant_id = $1 AND e.id = new.id"""
FORGET_ANSWERS = """
UPDATE attempts a SET answer = NULL, answer_headers = NULL
FROM webhooks w JOIN deliveries d ON d.tenant_id = w.tenant_id AND d.target_id = w.id
WHERE w.tenant_id = $1 AND d.event_id = ANY ($2::uuid[])
    AND a.tenant_id = $1 AND a.delivery_id = d.id AND ($4 OR EXISTS (
        SELECT FROM unnest($3::text[]) AS name
        WHERE position(convert_to(name, 'UTF8') IN a.answer) > 0 OR EXISTS (
            SELECT FROM jsonb_each_text(a.answer_headers) AS header WHERE strpos(header.value, name) > 0)))"""
FORGET_KEPT = f"DELETE FROM kept_answers WHERE tenant_id = $1 AND {NAMES.format(text='answer')}"
