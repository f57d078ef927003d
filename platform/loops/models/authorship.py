"""Whose a post or a comment is: what one may see while it is held, and what one may change as one's own."""

from typing import Protocol

from loops_tenants.access import Actor


class Written(Protocol):
    external_user_id: str | None
    author_verified: bool


def is_own(written: Written, by: Actor) -> bool:
    """What is proved may touch what was claimed for the same id; a claim never what was proved. Nobody owns nothing."""
    named = by.external_user_id is not None and written.external_user_id == by.external_user_id
    return named and (by.trusted or not written.author_verified)


def own(written: str, user: str, trusted: str) -> str:
    """The same in SQL, of a row by its alias; not true where `user` is null."""
    return f"({written}.external_user_id = {user}::text AND ({trusted}::bool OR NOT {written}.author_verified))"
