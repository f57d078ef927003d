"""GitHub, on github.com or an Enterprise Server: OAuth 2 with PKCE, and its API asked who that is."""

from collections.abc import Mapping

from authlib.integrations.httpx_client import AsyncOAuth2Client

from loops_tenants.oauth import NAMELESS, Leaving, Unexpected, fetched
from loops_tenants.persons import Known

HOME, HOME_API = "https://github.com", "https://api.github.com"


class GitHub:
    """Who somebody is there is their number: a login may be given up, and taken by somebody else."""

    scope = "user:email"

    def __init__(self, url: str = HOME) -> None:
        self._url = url.rstrip("/")
        self._api = HOME_API if self._url == HOME else f"{self._url}/api/v3"

    async def address(self, client: AsyncOAuth2Client, leaving: Leaving) -> str:
        asked = {"state": leaving.state, "code_verifier": leaving.verifier}
        url, _ = client.create_authorization_url(f"{self._url}/login/oauth/authorize", **asked)
        return str(url)

    async def who(self, client: AsyncOAuth2Client, leaving: Leaving, answer: Mapping[str, str]) -> Known:
        client.token_endpoint_auth_method = "client_secret_post"
        token = f"{self._url}/login/oauth/access_token"
        await client.fetch_token(token, code=answer["code"], code_verifier=leaving.verifier)
        user = await fetched(client, f"{self._api}/user", own=True)
        if not isinstance(number := user.get("id"), int) or isinstance(number, bool):
            raise Unexpected(f"{self._url} names nobody: {number!r}")
        name = user.get("name") or user.get("login") or NAMELESS
        return Known("github", self._url, str(number), str(name), await self._email(client))

    async def _email(self, client: AsyncOAuth2Client) -> str | None:
        """The main one, if GitHub has seen that it is theirs."""
        found = await fetched(client, f"{self._api}/user/emails", own=True, kind=list)
        main = [one for one in found if isinstance(one, dict) and one.get("primary") and one.get("verified")]
        return str(main[0].get("email")) if main else None
