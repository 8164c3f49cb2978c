"""Sources: one YAML file each, read and checked as a whole."""

from pydantic import BaseModel, ConfigDict


class Source(BaseModel):
    """An outlet that is watched."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
