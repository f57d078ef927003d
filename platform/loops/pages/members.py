"""Settings, members: who they are, and inviting others by a link that is shown once."""

from contextlib import suppress
from urllib.parse import urlencode

from quart import Blueprint, Response, request

from loops.api import audited
from loops.models.pagination import after, cursor_of
from loops.pages import once
from loops.pages.door import for_members
from loops.pages.going import go
from loops.pages.rendering import page
from loops_tenants import invites, team, tokens
from loops_tenants.access import Actor
from loops_tenants.hosts import tenant
from loops_tenants.permitted import permits
from loops_tenants.roles import ROLES, Role
from loops_tenants.scope import tenant_transaction

PATH = "/admin/members"
PER_PAGE = 100


def init(admin: Blueprint) -> None:
    admin.add_url_rule("/members", view_func=list_members)
    admin.add_url_rule("/members", view_func=invite, methods=["POST"])


@for_members()
async def list_members(by: Actor) -> Response:
    new, shown_before = None, False
    if request.method == "GET" and (code := request.args.get("made")):
        try:
            new = await once.take("new-invite", code)
        except once.AlreadyShown:
            shown_before = True
    manages = permits(by, "members.manage")
    async with tenant_transaction(tenant().id):
        found = await team.listed(tenant().id, limit=PER_PAGE + 1, before=after(request.args.get("cursor")))
        waiting = await invites.still_open(tenant().id) if manages else []
    return page(
        "members.html",
        by=by,
        members=found[:PER_PAGE],
        cursor=cursor_of(found[PER_PAGE - 1]["membership"]) if len(found) > PER_PAGE else None,
        waiting=waiting,
        manages=manages,
        roles=given_by(by),
        new=new,
        shown_before=shown_before,
        code=tokens.mint(),
    )


def given_by(by: Actor) -> list[Role]:
    """The roles that they may give."""
    return [role for role in ROLES if role != "owner" or permits(by, "owners.manage")]


@for_members("members.manage")
async def invite(by: Actor) -> Response:
    """Sent twice, a form makes one: its code is good for one."""
    sent = await request.form
    role, code = role_in(sent.get("role", "")) or "member", once.code_of(sent.get("code", ""))
    with suppress(once.SentBefore):
        async with tenant_transaction(tenant().id):
            made, token = await invites.made(tenant().id, role, days=invites.LIFE, by=by)
            await once.keep("new-invite", code, made.id, f"{tenant().home}/invite/{token}")
            await audited.noted("invites.create", str(made.id), {"role": role}, by=by)
    return go(f"{PATH}?{urlencode({'made': code})}")


def role_in(given: str) -> Role | None:
    return given if given in ROLES else None
