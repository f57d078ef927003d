"""Clients that hang up leak no connection of the pool."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

from processes.harness import Serve, until
from processes.people import raw


def test_1000_clients_that_hang_up_at_random_early_moments_leak_no_connection(looked_at: Serve) -> None:
    with ThreadPoolExecutor(8) as clients:
        list(clients.map(lambda _: hang_up(looked_at), range(1000)))
    until(lambda: is_whole(looked_at))  # once what they asked for is carried out
    until(lambda: are_answered(looked_at, people=50))
    until(lambda: is_whole(looked_at))


def is_whole(serve: Serve) -> bool:
    status, seen = serve.call("GET", "/readyz")
    return status == 200 and bool(seen["connections"]["open"] == seen["connections"]["idle"])


def hang_up(serve: Serve) -> None:
    with raw(serve.port):
        time.sleep(random.uniform(0, 0.006))


def are_answered(serve: Serve, people: int) -> bool:
    """All at once. A busy machine may turn one away for now; a pool that leaked would turn most away for ever."""
    with ThreadPoolExecutor(people) as calling:
        return all(calling.map(lambda _: serve.post()[0] == 201, range(people)))
