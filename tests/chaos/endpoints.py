"""Who is told: each board's endpoints, and how they behave."""

import json
import urllib.request
from collections.abc import Mapping
from typing import NamedTuple

from chaos.installation import DOMAIN, Installation

Asked = Mapping[str, list[str]]

# By board. A fifth hangs: what drips, too.
MODES = {
    "acme": ("ok", "ok", "slow", "slow", "hang", "500", "redirect"),
    "globex": ("ok", "ok", "slow", "slow", "hang", "reset", "410"),
    "initech": ("ok", "ok", "slow", "hang", "drip", "names"),
}
HUNG = ("hang", "drip")
PASSING = ("500", "redirect", "reset", "names")  # they come back to their senses, and lose them again
# What some of those that are well ask for; all others ask for everything.
ASKED: Mapping[tuple[str, int], Asked] = {
    ("acme", 1): {"events": ["post.created", "vote.created"]},
    ("globex", 1): {"statuses": ["planned"]},
}
NAME = "hooks.chaos.test"  # of those in the mode `names`, whose name server answers when it likes
NAMED = "UPDATE webhooks SET url = $1 WHERE id = $2::uuid RETURNING id"


class Endpoint(NamedTuple):
    """`asked` for: `events` and `statuses`. One that answers 410 is disabled, and owed nothing."""

    id: str
    tenant: str
    path: str
    asked: Asked
    secret: str

    @property
    def mode(self) -> str:
        return self.path.split("/")[1]

    @property
    def is_gone(self) -> bool:
        return self.mode == "410"


def subscribe_all(home: Installation) -> list[Endpoint]:
    made = list[Endpoint]()
    for tenant, modes in MODES.items():
        for nth, mode in enumerate(modes):
            made.append(subscribe(home, tenant, f"/{mode}/{len(made)}", ASKED.get((tenant, nth), {})))
            if mode == "names":
                # Afterwards: the web would ask the machine's own name server about it.
                home.query(NAMED, home.receiver.url(made[-1].path, NAME), made[-1].id)
    return made


def subscribe(home: Installation, tenant: str, path: str, asked: Asked) -> Endpoint:
    call = urllib.request.Request(
        f"http://127.0.0.1:{home.webs[0].port}/api/v1/webhooks",
        json.dumps({"url": home.receiver.url(path), **asked}).encode(),
        {
            "Host": f"{tenant}.{DOMAIN}",
            "Authorization": f"Bearer {home.keys[tenant]}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(call, timeout=10) as answer:
        made = json.load(answer)
    return Endpoint(made["id"], tenant, path, asked, made["secret"])
