from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr
from quart import Quart

from browser import Browser
from signing_in.issuer import CLIENT_ID, CLIENT_SECRET, Issuer, running


@pytest.fixture
def browser(app: Quart) -> Browser:
    return Browser(app)


@pytest.fixture(scope="session")
def real_issuer() -> Iterator[Issuer]:
    with running() as issuer:
        yield issuer


@pytest.fixture
def issuer(real_issuer: Issuer) -> Issuer:
    """Where Ada is the next to sign in."""
    real_issuer.next()
    return real_issuer


@pytest.fixture
def newcomer(serving: Callable[..., Quart], issuer: Issuer) -> Browser:
    """At an installation with an issuer of its own, configured by three settings."""
    return Browser(serving(limit_sign_ins=0, **by_settings(issuer.url)))


def by_settings(issuer: str) -> dict[str, object]:
    secret = SecretStr(CLIENT_SECRET)
    return {"oidc_issuer": issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": secret}
