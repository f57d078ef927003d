"""A webhook's secrets that were replaced: which of them still hold, and which one keys X-Loop-Signature."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel
from typing_extensions import TypedDict

from loops.models.secret import keying
from loops_tenants.errors import Conflict

MOST = 5  # of a webhook, the newest included


class SecretJson(TypedDict):
    """A secret that holds, without its text. `expires_at`: null for the newest.

    `webhook-signature` has a signature by each of them; `x_loop_signature` is true for the one that X-Loop-Signature
    is keyed with.
    """

    created_at: datetime
    expires_at: datetime | None
    x_loop_signature: bool


class OlderSecret(BaseModel):
    """One that was replaced; its text lies encrypted, and is null where it ended at once.

    `switched`: X-Loop-Signature is keyed with it no more, though it still holds.
    """

    secret: str | None
    created_at: datetime
    replaced_at: datetime
    expires_at: datetime
    switched: bool = False


class TooManySecrets(Conflict):
    def __init__(self, soonest: datetime) -> None:
        super().__init__(
            f"{MOST} secrets hold already. Wait until {soonest:%Y-%m-%dT%H:%M:%SZ}, when one of them ends, or send "
            "`overlap_days: 0`: it ends all of them at once, and the new one alone holds."
        )


class Replaced:
    """A webhook's older secrets, the newest first, at the time `now`. `born_at` is when the first of all was made."""

    def __init__(self, kept: Sequence[object], *, born_at: datetime, now: datetime) -> None:
        self._all = [OlderSecret.model_validate(one) for one in kept]
        self._holding = [one for one in self._all if one.expires_at > now]
        self._newest_at = self._all[0].replaced_at if self._all else born_at
        self._now = now

    def and_now(self, secret: str, *, overlap: timedelta) -> list[OlderSecret]:
        """What is to be kept once `secret`, the newest until now, is replaced too."""
        one = OlderSecret(
            secret=secret if overlap else None,
            created_at=self._newest_at,
            replaced_at=self._now,
            expires_at=self._now + overlap,
        )
        if not overlap:
            return [one]
        if len(self._holding) + 2 > MOST:
            raise TooManySecrets(min(older.expires_at for older in self._holding))
        return [one, *self._holding]

    def switched(self) -> list[OlderSecret]:
        return [one.model_copy(update={"switched": True}) for one in self._all]

    def shown(self) -> list[SecretJson]:
        """With the newest, which is the first."""
        times = [(self._newest_at, None), *((one.created_at, one.expires_at) for one in self._holding)]
        keyed = keying(one.switched for one in self._holding)
        return [
            {"created_at": made, "expires_at": until, "x_loop_signature": n == keyed}
            for n, (made, until) in enumerate(times)
        ]
