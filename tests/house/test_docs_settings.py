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
    example = f"`{field.examples[0]}`" if field.examples else ""
    return f"| {variables} | {default(field)} | {example} | {field.description} |"


def default(field: FieldInfo) -> str:
    """As the variable would have it; nothing where unset means something of its own."""
    value = None if field.default_factory else field.get_default()
    if isinstance(value, tuple):
        value = ",".join(map(str, value))
    if isinstance(value, bool):
        value = int(value)
    return "" if value is None or not str(value) else f"`{value}`"
