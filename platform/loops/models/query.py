"""What a query string asks for."""

from pydantic import BaseModel, ConfigDict


class Query(BaseModel):
    """Frozen, for one that was read is remembered, and given to every call that asks the same (api/contract.py)."""

    model_config = ConfigDict(frozen=True)
