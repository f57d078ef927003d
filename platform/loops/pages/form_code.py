"""A form's code: says when the form was shown, and lets it do its work once.

It is encrypted, so nobody makes one up; a script that fills the form in at once is told apart from people by it, in
the place of a puzzle that people would have to solve.
"""

from quart import current_app

from loops.safe import Safe, Unreadable
from loops_tenants import one_time
from loops_tenants.hosts import tenant
from loops_tenants.sign_in_errors import SignInRefused

QUICKEST = 2.0  # seconds in which nobody reads a form and fills it in
GOOD_FOR = 86_400  # seconds
LONGEST = 300  # characters


class SentBefore(Exception):
    """The form was: what it asked for is done."""


def made() -> str:
    return safe().lock(repr(tenant().asked_at.timestamp()), *owner())


def age(code: str) -> float | None:
    """How many seconds ago the form was shown; None for what is no code of ours, or no longer good."""
    try:
        shown = float(safe().open(code[:LONGEST], *owner()))
    except (Unreadable, ValueError):
        return None
    ago = tenant().asked_at.timestamp() - shown
    return ago if ago < GOOD_FOR else None


def kept(code: str) -> str:
    """The same, as long as it is one: a form that is shown again is still that form."""
    return made() if age(code) is None else code


async def use(code: str, leads_to: str) -> None:
    """In the open transaction of what the form does. Raises SentBefore, and then nothing of it is kept."""
    made = {"leads_to": leads_to}
    if not await one_time.claimed("form", code, seconds=GOOD_FOR, data=made, tenant_id=tenant().id, browser=""):
        raise SentBefore


async def was_used(code: str) -> bool:
    try:
        await one_time.looked_at("form", code, tenant_id=tenant().id)
    except SignInRefused:
        return False
    return True


async def led_to(code: str) -> str:
    """Where the form went when it was sent before."""
    try:
        return str((await one_time.looked_at("form", code, tenant_id=tenant().id))["leads_to"])
    except SignInRefused:
        return "/"


def owner() -> tuple[str, ...]:
    return "forms", str(tenant().id)


def safe() -> Safe:
    found: Safe = current_app.extensions["safe"]
    return found
