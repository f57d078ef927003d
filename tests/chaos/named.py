"""`loops`, asking a name server that the environment names (CHAOS_NAMES): there is no setting for that."""

import os

from loops.cli import main
from loops.outbound import Guard
from loops.settings import Settings


def of(settings: Settings) -> Guard:
    """As Guard.of outside the embedded mode."""
    return Guard(
        *settings.outbound_allow,
        https_only=settings.webhooks_by_https_alone,
        nameservers=[os.environ["CHAOS_NAMES"]],
    )


if __name__ == "__main__":
    Guard.of = of  # type: ignore[method-assign]  # the one thing that is not as in production
    main()
