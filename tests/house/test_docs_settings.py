from pydantic.fields import FieldInfo

from house.pages import text
from loops.environment import names
from loops.settings import Settings

FIELDS = Settings.model_fields
UNDOCUMENTED = {"parent_pid"}  # how a child of ours knows whose it is


def test_every_setting_has_its_row_and_nothing_else_has() -> None:
    rows = [line for line in text("docs/settings.md").splitlines() if line.startswith("| `LOOPS_")]
    assert sorted(rows) == sorted(row(name, field) for name, field in FIELDS.items() if field.description)


def test_every_setting_says_what_it_is_for() -> None:
    assert {name for name, field in FIELDS.items() if not field.description} == UNDOCUMENTED


def row(name: str, field: FieldInfo) -> str:
    variables = ", ".join(f"`{variable}`" for variable in names(name, FIELDS))
    example = field.examples[0] if field.examples else None
    if example is not None and getattr(Settings.model_validate({name: example}), name) == field.default:
        return f"| {variables} | {code(example)} |  | {field.description} |"
    return f"| {variables} | {code(default(field))} | {code(example)} | {field.description} |"


def default(field: FieldInfo) -> object:
    """As the variable would have it; nothing where unset means something of its own."""
    value = None if field.default_factory else field.get_default()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return int(value) if isinstance(value, bool) else value


def code(value: object) -> str:
    return "" if value is None or not str(value) else f"`{value}`"
