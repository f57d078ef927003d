"""How a delivery and its attempts are shown."""

from base64 import b64encode
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import asyncpg
from typing_extensions import TypedDict

from loops.models.delivery import Attempt


class LastAttempt(TypedDict):
    """`outcome`: delivered, refused (an answer that is not 2xx), unreachable, worker_lost (nobody knows), or unsigned
    (nothing was sent, for the webhook's secret could not be read)."""

    number: int
    outcome: str
    status: int | None
    error: str | None
    milliseconds: int | None
    created_at: datetime


class DeliveryJson(TypedDict):
    """`attempts` counts them; `replay` is 0 for what the event itself caused. `event` is null when that has gone."""

    id: UUID
    webhook_id: UUID
    event_id: UUID
    event: str | None
    state: str
    attempts: int
    replay: int
    next_attempt_at: datetime | None
    created_at: datetime
    last_attempt: LastAttempt | None


class Request(TypedDict):
    """As it was sent; values of headers that the webhook adds are masked."""

    url: str
    headers: dict[str, str]


class AnswerOf(TypedDict):
    """At most 8 KiB of the body, as text; where that is no UTF-8, `body_base64` has the bytes."""

    headers: dict[str, str]
    body: str
    body_base64: str | None


class AttemptJson(LastAttempt):
    """`request` is null where nobody knows, `answer` where none came."""

    request: Request | None
    answer: AnswerOf | None


class WholeDelivery(DeliveryJson):
    """`body` is what is sent, to the byte; null when the event has gone. `log` has its attempts in order."""

    body: str | None
    log: list[AttemptJson]


def described(row: asyncpg.Record) -> DeliveryJson:
    last: Any = {name: row[name] for name in LastAttempt.__annotations__ if name != "created_at"}
    shown: Any = {name: row[name] for name in DeliveryJson.__annotations__ if name != "last_attempt"}
    shown["last_attempt"] = {**last, "created_at": row["tried_at"]} if row["number"] else None
    return cast(DeliveryJson, shown)


def attempted(one: Attempt) -> AttemptJson:
    return {
        "number": one.number,
        "outcome": one.outcome,
        "status": one.status,
        "error": one.error,
        "milliseconds": one.milliseconds,
        "created_at": one.created_at,
        "request": {"url": one.request["url"], "headers": one.request["headers"]} if one.request else None,
        "answer": None if one.status is None else answered(one.answer_headers or {}, one.answer or b""),
    }


def answered(headers: dict[str, str], body: bytes) -> AnswerOf:
    text = body.decode(errors="replace")
    return {"headers": headers, "body": text, "body_base64": None if text.encode() == body else in_base64(body)}


def in_base64(body: bytes) -> str:
    return b64encode(body).decode()
