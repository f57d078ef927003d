"""Why somebody is not signed in: each in plain words, and by a name that docs/sign-in.md explains."""

from typing import ClassVar

from loops_tenants.errors import Refused


class SignInRefused(Refused):
    """`reason` is its name."""

    status, code, message = 403, "forbidden", "You were not signed in. Please start again."
    reason: ClassVar[str] = "refused"


class CodeUnknown(SignInRefused):
    """One that nobody made, that another browser was given, or that is for another host: which, is not told."""

    reason = "unknown"
    message = "This sign-in did not begin in this browser, or not at this address. Please start again."


class CodeUsed(SignInRefused):
    reason = "used"
    message = "This was used before, and works once. Please start again."


class CodeExpired(SignInRefused):
    reason = "expired"
    message = "This took too long, and has expired. Please start again."


class LeadsElsewhere(SignInRefused):
    status, code, reason = 400, "bad_request", "elsewhere"
    message = "This link would lead away from here after signing in, and is not followed."
