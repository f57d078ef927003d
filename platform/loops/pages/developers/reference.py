"""The REST reference: what the served OpenAPI document says of each call, for people."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from loops.api import openapi
from loops.api.components import Object
from loops_tenants.errors import NotFound

JSON = "application/json"
LOW, HIGH = ("minLength", "minimum", "minItems"), ("maxLength", "maximum", "maxItems")


class NoSuchResource(NotFound):
    message = "The API has no resource of this name."


class Field(NamedTuple):
    """`place`: `path`, `query`, `header`, or '' in a body. `kind` is written as in TypeScript, with its limits."""

    name: str
    kind: str
    required: bool = False
    place: str = ""
    about: str = ""


class Call(NamedTuple):
    method: str
    path: str
    operation: Object
    document: Object

    @property
    def id(self) -> str:
        return str(self.operation["operationId"])

    @property
    def scope(self) -> str:
        return str(self.operation["x-scope"])

    @property
    def parameters(self) -> list[Field]:
        return [self.parameter(self.resolved(one)) for one in self.operation["parameters"]]

    def parameter(self, one: Object) -> Field:
        kind, about = self.kind(one["schema"]), one.get("description", "")
        return Field(one["name"], kind, one.get("required", False), one["in"], about)

    @property
    def body(self) -> list[Field]:
        return self.fields(self.operation.get("requestBody", {}))

    @property
    def media_types(self) -> list[str]:
        """What it takes that is no JSON."""
        return [kind for kind in self.operation.get("requestBody", {}).get("content", {}) if kind != JSON]

    @property
    def answer(self) -> list[Field]:
        """That of a success: all of it is there."""
        done = next(answer for status, answer in self.answers.items() if status[0] == "2")
        return [field._replace(required=False) for field in self.fields(done)]

    @property
    def answers(self) -> Mapping[str, Object]:
        """By status."""
        found: Mapping[str, Object] = self.operation["responses"]
        return found

    def fields(self, holder: Object) -> list[Field]:
        shape = self.resolved(holder.get("content", {}).get(JSON, {}).get("schema", {}))
        required = shape.get("required", [])
        return [
            Field(name, self.kind(one), name in required, about=one.get("description", ""))
            for name, one in shape.get("properties", {}).items()
        ]

    def kind(self, schema: Object) -> str:
        """`string 3–140 | null`; of another shape its name."""
        if choices := schema.get("anyOf"):
            return " | ".join(self.kind(one) for one in choices)
        if "enum" in schema or "const" in schema:
            return " | ".join(f'"{one}"' for one in schema.get("enum", [schema.get("const")]))
        if "items" in schema:
            return f"[{self.kind(schema['items'])}] {ends(schema)}".rstrip()
        if "$ref" in schema:
            return str(schema["$ref"]).rpartition("/")[2].rpartition("__")[2]
        return f"{schema.get('format') or schema.get('type', 'any')} {ends(schema)}".rstrip()

    def resolved(self, schema: Object) -> Object:
        """What a reference leads to."""
        found: Any = schema
        while "$ref" in found:
            path, found = found["$ref"].removeprefix("#/").split("/"), self.document
            for step in path:
                found = found[step]
        return dict(found)


class Resource(NamedTuple):
    name: str
    calls: list[Call]

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()


def resources() -> list[Resource]:
    """In the order of their names."""
    document = openapi.of_app()
    by_name: dict[str, list[Call]] = {tag["name"]: [] for tag in document["tags"]}
    for call in calls(document):
        by_name[call.operation["tags"][0]].append(call)
    return [Resource(name, found) for name, found in by_name.items()]


def calls(document: Object) -> Iterable[Call]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield Call(method.upper(), path, operation, document)


def ends(schema: Object) -> str:
    """Within which a number is, or the length of a text."""
    low, high = ([schema[name] for name in names if name in schema] for names in (LOW, HIGH))
    return f"{low[0]}–{high[0]}" if low and high else f"≥ {low[0]}" if low else f"≤ {high[0]}" if high else ""


def resource(name: str) -> Resource:
    for one in resources():
        if one.name == name:
            return one
    raise NoSuchResource
