"""Why somebody is not signed in: each in plain words, and by a name that docs/sign-in.md explains."""

from loops_tenants.errors import Refused


class SignInRefused(Refused):
    """`reason` is its name."""

    status, code, message = 403, "forbidden", "You were not signed in. Please start again."
    reason: str = "refused"


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


# Of a sign-in link there is no page to start again from: whoever made it makes another.
ANOTHER = "Ask whoever runs this installation: `loops sign-in-link` prints another."


class LinkUnknown(CodeUnknown):
    message = f"This is no sign-in link of this address. {ANOTHER}"


class LinkUsed(CodeUsed):
    message = f"This link was used before, and works once. {ANOTHER}"


class LinkExpired(CodeExpired):
    message = f"This link has expired: it was good for a day. {ANOTHER}"


class LeadsElsewhere(SignInRefused):
    status, code, reason = 400, "bad_request", "elsewhere"
    message = "This link would lead away from here after signing in, and is not followed."


class NoProvider(SignInRefused):
    status, code, reason = 404, "not_found", "no_provider"
    message = "This way of signing in is not set up here."


class Cancelled(SignInRefused):
    reason = "cancelled"
    message = "The provider says that signing in was refused, or broken off there."


class ProviderAway(SignInRefused):
    """It does not answer, or not as its protocol has it: what it did is in the log, for it may name insides."""

    status, code, reason = 503, "unavailable", "provider"
    message = "The provider could not be asked who you are. Try again in a moment; if it stays so, tell who runs this."


class TokenRefused(SignInRefused):
    """What the provider gave is no proof for us: its `fault` is the reason, after `token_`."""

    message = "The provider's answer is no proof of who you are. Please start again."

    def __init__(self, fault: str) -> None:
        super().__init__()
        self.reason = f"token_{fault}"


class EmailUnverified(SignInRefused):
    reason = "email_unverified"
    message = "Your provider names no e-mail address that it has verified: verify yours there, and try again."


class EmailElsewhere(SignInRefused):
    reason = "email_domain"
    message = "This board takes in people of its own e-mail domain alone, and yours is another."
