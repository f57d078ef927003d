"""Words that several commands take."""

from typing import Any, TypeVar

import click
from pydantic import BaseModel, ValidationError

from loops.faults import faults

Shape = TypeVar("Shape", bound=BaseModel)

of_tenant = click.option("--tenant", "slug", metavar="SLUG", required=True, help="Whose: see `loops tenant list`.")


class Commas(click.ParamType[list[str]]):
    """A list in one word: `a,b`."""

    name = "a,b"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        return [part.strip() for part in value.split(",") if part.strip()]


class Header(click.ParamType[tuple[str, str]]):
    """A header as curl takes it."""

    name = "Name: value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        name, colon, rest = value.partition(":")
        if not colon:
            self.fail("write it as 'Name: value'", param, ctx)
        return name.strip(), rest.strip()


def checked(shape: type[Shape], **given: object) -> Shape:
    """As the API checks a body, with its words."""
    try:
        return shape(**given)
    except ValidationError as error:
        raise faults(error) from None
