"""A pointer across rooms: a kind and an id, never a foreign key."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """Point to a record of another room, for example Ref("placement", placement.id)."""

    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
