"""What entries, vocabulary and readings have in common: they are values."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value that forbids unknown fields."""

    # Validators are built when first needed: a program starts with few of these classes in use.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
