"""Ids and times, from the database's SQL functions and never from a process's clock."""

from datetime import datetime
from uuid import UUID

from tortoise.fields import DatetimeField, UUIDField
from tortoise.fields.db_defaults import SqlDefault


def row_id() -> UUIDField[UUID]:
    """A table's primary key. Without `default=None` Tortoise would put a UUIDv4 of its own there."""
    return UUIDField(primary_key=True, default=None, db_default=SqlDefault("loops_uuid7()"))


def born_at() -> DatetimeField[datetime]:
    """When a row came into being."""
    return DatetimeField(db_default=SqlDefault("loops_now()"))
