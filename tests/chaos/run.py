"""A run: load, blows, and the time it takes until nothing is owed any more."""

import itertools
import time
from collections.abc import Callable

from chaos import truth
from chaos.blows import STRIKES, Blow, Scene, strike
from chaos.checking import Found
from chaos.endpoints import HUNG, PASSING, subscribe_all
from chaos.installation import installed
from chaos.load import Load
from chaos.record import Record
from processes.harness import until

GAP = 18.0  # seconds between two blows, where there is time
CALM = 60.0  # seconds without any, at the end of a long run
ALWAYS = ("slow", "410")


def carry_out(seconds: float, *, rate: float, durable: bool = False, say: Callable[[str], None] = print) -> Found:
    """`rate`: writes a second. However short, it has one round of all blows."""
    with installed(durable=durable) as home:
        endpoints = subscribe_all(home)
        secrets = {one.path: one.secret for one in endpoints}
        home.receiver.trouble(*ALWAYS, *HUNG, *PASSING)
        with Record(home.receiver.record, secrets) as record:
            with Load(home, rate) as load:
                blows = struck(Scene(home, load, int(2 * rate)), seconds, say)
            say("waiting until nothing is owed")
            until(lambda: home.query(truth.PENDING)[0][0] == 0, seconds=120)
            until(lambda: all(call.ended for call in [*record.arrivals.values()]))
        arrivals = [*record.arrivals.values()]
        return Found(endpoints, load.writes, blows, arrivals, truth.read(home), home.faults())


def struck(scene: Scene, seconds: float, say: Callable[[str], None]) -> list[Blow]:
    """Blows at even distances; endpoints fall into trouble and out of it, and at last all of them are well."""
    began, blows = time.monotonic(), list[Blow]()
    gap = min(GAP, seconds / (len(STRIKES) + 1))
    most = max(len(STRIKES), int((seconds - CALM) / gap))
    for nth, what in enumerate(itertools.islice(itertools.cycle(STRIKES), most)):
        wait_until(began + (nth + 1) * gap)
        scene.home.receiver.trouble(*troubled(nth, most))
        say(what)
        blows.append(strike(what, scene, after=max((blow.at for blow in blows if blow.loses), default=0)))
    scene.home.receiver.trouble("410")
    wait_until(began + seconds)
    return blows


def troubled(nth: int, most: int) -> tuple[str, ...]:
    if most <= len(STRIKES):
        return (*ALWAYS, *HUNG, *PASSING) if nth < most / 2 else ALWAYS
    return (*ALWAYS, *HUNG, *PASSING) if nth % 4 < 2 else (*ALWAYS, *HUNG)


def wait_until(at: float) -> None:
    time.sleep(max(0, at - time.monotonic()))
