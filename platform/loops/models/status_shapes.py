"""What is taken and shown of a status, and why one is refused."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from typing_extensions import TypedDict

from loops.models.color import Color
from loops.models.status_key import NewKey
from loops.models.text import OnOneLine, Seen, Text
from loops_tenants.errors import Conflict, Detail, NotFound, ValidationFailed

MOST = 50  # of a tenant

Name = Annotated[Text, Field(min_length=1, max_length=40), Seen, OnOneLine]
Position = Annotated[int, Field(ge=0, le=1000), AfterValidator(lambda asked: min(asked, MOST))]


class NewStatus(BaseModel):
    """Without a `key` one is made from the name; without a `position` it becomes the last."""

    name: Name
    key: NewKey | None = None
    color: Color = "#60646c"
    position: Position = MOST


class StatusChange(TypedDict, total=False):
    """What is not given stays. `position` moves it there, and the others keep their order."""

    name: Name
    color: Color
    position: Position


class StatusNotFound(NotFound):
    """Another tenant's, too."""


class KeyTaken(Conflict):
    def __init__(self, key: str) -> None:
        super().__init__(f"There is a status `{key}` already: choose another key.")


class TooManyStatuses(Conflict):
    message = f"There are {MOST} statuses already: delete one that no post has."


class StatusStays(Conflict):
    def __init__(self, key: str) -> None:
        super().__init__(f"`{key}` is one of the five that every board has: rename it instead.")


class StatusInUse(Conflict):
    def __init__(self, key: str) -> None:
        super().__init__(f"There are posts with the status `{key}`: give them another one first.")


class StatusUnknown(ValidationFailed):
    """A status that this tenant does not have."""

    def __init__(self, key: str, field: str) -> None:
        message = f"This board has no status `{key}`: GET /statuses lists those it has."
        super().__init__(details=[Detail(field=field, message=message)])


class StatusJson(TypedDict):
    """`color` is #rrggbb; `position` rises from left to right on a roadmap."""

    key: str
    name: str
    color: str
    position: int
