"""What is done to a member or an invitation on the members' page: another role, removal, leaving, revoking."""

from uuid import UUID

from quart import Blueprint, Response, request

from loops.api import audited
from loops.pages.door import for_members
from loops.pages.going import go
from loops.pages.members import PATH, role_in
from loops.pages.rendering import page
from loops_tenants import invites, team
from loops_tenants.access import Actor
from loops_tenants.hosts import tenant
from loops_tenants.scope import tenant_transaction


def init(admin: Blueprint) -> None:
    admin.add_url_rule("/members/<uuid:id>/role", view_func=change_role, methods=["POST"])
    admin.add_url_rule("/members/<uuid:id>/remove", view_func=ask_to_remove)
    admin.add_url_rule("/members/<uuid:id>/remove", view_func=remove, methods=["POST"])
    admin.add_url_rule("/members/invites/<uuid:id>/revoke", view_func=revoke, methods=["POST"])


@for_members("members.manage")
async def change_role(by: Actor, id: UUID) -> Response:
    role = role_in((await request.form).get("role", ""))
    async with tenant_transaction(tenant().id):
        member = await team.one(tenant().id, id)
        await team.change(tenant().id, id, role or member["role"], by=by)
        await audited.noted("members.change", str(id), {"role": role}, by=by)
    return go(PATH)


@for_members()
async def ask_to_remove(by: Actor, id: UUID) -> Response:
    async with tenant_transaction(tenant().id):
        member = await team.one(tenant().id, id)
    return page("remove_member.html", member=member, oneself=by.id == id)


@for_members()
async def remove(by: Actor, id: UUID) -> Response:
    async with tenant_transaction(tenant().id):
        await team.remove(tenant().id, id, by=by)
        await audited.noted("members.remove", str(id), {}, by=by)
    return go("/" if by.id == id else PATH)


@for_members("members.manage")
async def revoke(by: Actor, id: UUID) -> Response:
    async with tenant_transaction(tenant().id):
        await invites.revoke(tenant().id, id)
        await audited.noted("invites.revoke", str(id), {}, by=by)
    return go(PATH)
