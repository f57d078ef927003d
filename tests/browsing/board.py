"""A board of a real `loops serve`, and what its team does there by the API."""

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

from loops import db
from loops.models import board
from loops_tenants import keys
from loops_tenants.models import ApiKey
from loops_tenants.scope import system_transaction
from processes.harness import Serve


@dataclass(frozen=True)
class Board:
    serve: Serve
    slug: str
    key: str  # a secret one

    @classmethod
    async def founded(cls, serve: Serve, slug: str, name: str) -> "Board":
        """With a secret key that may everything; beneath the commands, each of which is a process."""
        key = keys.mint("secret")
        async with db.connected(serve.database_url, pool_size=1, name="browsing"), system_transaction():
            tenant = await board.founded(slug, name)
            row: dict[str, Any] = {"tenant_id": tenant.id, "kind": "secret", "hash": keys.digest(key), "name": "test"}
            await ApiKey.create(**row, scopes=["read", "write", "admin"])
        return cls(serve, slug, key)

    @property
    def home(self) -> str:
        """Browsers know `*.localhost`."""
        return f"http://{self.slug}.localhost:{self.serve.port}"

    @property
    def apex(self) -> str:
        return f"http://localhost:{self.serve.port}"

    def ask(self, method: str, path: str, *, by: str = "", **body: Any) -> Any:
        """The answer to a call under /api/v1; whatever is refused raises."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.serve.port}/api/v1{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={
                "Host": self.home.removeprefix("http://"),
                "Authorization": f"Bearer {by or self.key}",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or b"null")

    def post(self, title: str, **more: Any) -> str:
        """The new post's id."""
        return str(self.ask("POST", "/posts", title=title, **more)["id"])

    def comment(self, post: str, body: str, **more: Any) -> str:
        return str(self.ask("POST", f"/posts/{post}/comments", body=body, **more)["id"])

    def public_key(self) -> str:
        return str(self.ask("POST", "/keys", kind="publishable", name="widget")["key"])

    def sign_in_link(self, role: str = "owner") -> str:
        return str(told(self.serve, "sign-in-link", "--tenant", self.slug, "--role", role)["url"])


def told(serve: Serve, *words: str) -> dict[str, Any]:
    """What a command says in JSON."""
    done = serve.run(*words, "--json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
