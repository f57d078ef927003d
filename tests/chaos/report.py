"""The table of a run."""

import os
import platform
from collections.abc import Iterable, Iterator
from statistics import quantiles

import psutil

from chaos.blows import Blow
from chaos.checking import PER_ENDPOINT, Found, duplicates, faults, live_at
from chaos.truth import mark_of

BEFORE, AFTER = 2.0, 6.0  # seconds around a blow that are no quiet ones: before it, and until all run again


def lines(found: Found) -> Iterator[str]:
    yield from summary(found)
    yield ""
    yield "| blow | times | claims live at it, at least | at most | deliveries hit |"
    yield "|---|---|---|---|---|"
    for what in dict.fromkeys(blow.what for blow in found.blows):
        those = [blow for blow in found.blows if blow.what == what]
        live = [len(live_at(found, blow)) for blow in those]
        hit = sum(hit_by(found, blow) for blow in those)
        yield f"| {what} | {len(those)} | {min(live)} | {max(live)} | {hit} |"


def summary(found: Found) -> Iterator[str]:
    accepted = sum(one.accepted for one in found.writes)
    unknown = sum(not one.accepted and not one.refused for one in found.writes)
    doomed = sum(one.doomed for one in found.writes)
    gone = {one.path for one in found.endpoints if one.is_gone}
    again, most = duplicates(found.arrivals), PER_ENDPOINT * found.losing()
    wrong = faults(found)
    yield "| | |"
    yield "|---|---|"
    yield f"| writes: accepted, unanswered or failed, refused | {accepted}, {unknown}, {refused(found)} |"
    yield f"| transactions that failed at their COMMIT | {doomed} |"
    yield f"| events committed | {len(found.truth.events)} |"
    yield f"| of unanswered writes | {sum(1 for _ in unanswered_events(found))} |"
    yield f"| deliveries owed to {len(found.endpoints) - len(gone)} endpoints | {len(owed(found, gone))} |"
    yield f"| calls | {len(found.arrivals)} |"
    yield f"| duplicates, the most of one endpoint | {max(again.values())} (bound {most}) |"
    yield f"| commit to arrival at a healthy endpoint, quiet stretches, p50 and p95 | {told(quiet_waits(found))} |"
    yield f"| faults found | {len(wrong)} |"


def refused(found: Found) -> int:
    return sum(one.refused and not one.doomed for one in found.writes)


def owed(found: Found, gone: set[str]) -> set[tuple[str, str]]:
    return {pair for pair in found.owed() if pair[1] not in gone}


def unanswered_events(found: Found) -> Iterator[str]:
    """Committed, and the writer does not know."""
    unanswered = {(one.tenant, one.event, one.mark) for one in found.writes if not one.accepted and not one.refused}
    yield from (event.id for event in found.truth.events if mark_of(event) in unanswered)


def told(waits: list[float]) -> str:
    if len(waits) < 20:
        return "too few to say"
    return f"{p(waits, 50) * 1000:.0f} ms, {p(waits, 95) * 1000:.0f} ms, of {len(waits)}"


def p(waits: list[float], nth: int) -> float:
    return quantiles(waits, n=100)[nth - 1]


def quiet_waits(found: Found) -> list[float]:
    """Seconds from events that fell into stretches without a blow to their first arrival at each healthy endpoint."""
    first: dict[tuple[str, str], float] = {}
    for one in found.arrivals:
        key = one.event, one.path
        first[key] = min(one.at, first.get(key, one.at))
    healthy = [one.path for one in found.endpoints if one.mode == "ok"]
    last = max(blow.at for blow in found.blows)  # afterwards nothing hangs any more
    quiet = [event for event in found.truth.events if event.at < last and is_quiet(found.blows, event.at)]
    return [first[event.id, path] - event.at for event in quiet for path in healthy if (event.id, path) in first]


def is_quiet(blows: Iterable[Blow], at: float) -> bool:
    return not any(blow.at - BEFORE <= at <= blow.healed + AFTER for blow in blows)


def hit_by(found: Found, blow: Blow) -> int:
    """Of a worker: its claims that were lost, or handed back. Of a web process: what is owed for writes that it left
    unanswered. Of PostgreSQL: what was under way. Of Redis: what became due without it."""
    if "worker" in blow.what:
        how = "handed back" if "SIGTERM" in blow.what else "lost"
        return sum(lease.how == how for lease in live_at(found, blow))
    if "PostgreSQL" in blow.what:
        return len(live_at(found, blow))
    meanwhile = {event.id for event in found.truth.events if blow.at - 1 <= event.at <= blow.healed}
    if "web" in blow.what:
        meanwhile &= set(unanswered_events(found))
    return sum(event in meanwhile for event, _ in found.owed())


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; load average {load}"
    )
