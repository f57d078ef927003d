"""The JSON Schemas of what routes take and give, from the very types that check it."""

from collections.abc import Iterable
from typing import Any, Literal, cast

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from loops.api.components import Error, Object, content, reference
from loops.api.contract import Contract

Mode = Literal["validation", "serialization"]
ERROR = TypeAdapter(Error)
TEMPLATE = reference("schemas", "{model}")
NULL = {"type": "null"}


class Untitled(GenerateJsonSchema):
    """A field's title would only say its name again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class Shapes:
    """Of all bodies and answers; what they refer to stands in `definitions`, each under one name."""

    def __init__(self, contracts: Iterable[Contract]) -> None:
        wanted: list[tuple[int, Mode, TypeAdapter[Any]]] = [(id(ERROR), "serialization", ERROR)]
        for contract in contracts:
            if contract.body:
                wanted.append((id(contract.body), "validation", contract.body))
            if 204 not in contract.statuses:
                wanted.append((id(contract.answer), "serialization", contract.answer))
        made, rest = TypeAdapter.json_schemas(wanted, ref_template=TEMPLATE, schema_generator=Untitled)
        self._made = {key: schema for (key, _), schema in made.items()}
        self.definitions = cast(Object, rest["$defs"])

    def of(self, shape: TypeAdapter[Any]) -> Object:
        return content(self._made[id(shape)])

    def demands(self, body: TypeAdapter[Any]) -> bool:
        """Whether an empty one would be refused."""
        made = self._made[id(body)]
        return "required" in self.definitions.get(made.get("$ref", "").rpartition("/")[2], made)


def query_of(contract: Contract) -> list[Object]:
    if contract.query is None:
        return []
    made = contract.query.json_schema(schema_generator=Untitled)
    required = made.get("required", [])
    return [
        {"name": name, "in": "query", "schema": without_null(field)} | ({"required": True} if name in required else {})
        for name, field in made["properties"].items()
    ]


def without_null(field: Object) -> Object:
    """Nobody can send null in a URL: what is not given is absent."""
    said = {name: value for name, value in field.items() if name != "anyOf" and (name, value) != ("default", None)}
    kinds = [kind for kind in field.get("anyOf", []) if kind != NULL]
    return said | kinds[0] if len(kinds) == 1 else said | ({"anyOf": kinds} if kinds else {})
