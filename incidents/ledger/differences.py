"""The differences that an act has made so far: one net difference a part, as the database has it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import SessionTransaction

from incidents.records.picture import HIDDEN

Rootkey = tuple[str, int]
"""A record of its own: its table and its number."""


@dataclass(slots=True)
class Differences:
    """What was added, changed and removed, by record, and which of the records are new."""

    by_root: dict[Rootkey, list[dict[str, Any]]] = field(default_factory=dict)
    begun: set[Rootkey] = field(default_factory=set)
    savepoints: dict[SessionTransaction, tuple[dict[Rootkey, list[dict[str, Any]]], set[Rootkey]]] = field(
        default_factory=dict
    )

    def remember(self, savepoint: SessionTransaction) -> None:
        """Keep what has changed so far, for when the savepoint is rolled back."""
        self.savepoints[savepoint] = deepcopy((self.by_root, self.begun))

    def go_back(self, savepoint: SessionTransaction) -> None:
        """Forget what was noted since the savepoint, because the database has forgotten it too."""
        self.by_root, self.begun = self.savepoints.pop(savepoint, ({}, set()))

    def net(self) -> Iterator[tuple[Rootkey, list[dict[str, Any]]]]:
        """What has changed, record by record, without those that are again what they were."""
        for root, noted in self.by_root.items():
            if differences := [d for d in noted if d["is"] != "changed" or d["fields"]]:
                yield root, differences

    def note(self, root: Rootkey, difference: dict[str, Any]) -> None:
        """Keep one difference until the act ends; several flushes of one part become one net difference."""
        kept = self.by_root.setdefault(root, [])
        same = (d for d in kept if (d["part"], d["id"]) == (difference["part"], difference["id"]))
        earlier = next(same, None)
        if earlier is None:
            kept.append(difference)
        elif difference["is"] == "removed":
            kept.remove(earlier)
            if earlier["is"] == "changed":
                before = {name: ends["from"] for name, ends in earlier["fields"].items() if ends["from"] is not None}
                now_gone = {
                    name: value for name, value in difference["values"].items() if name not in earlier["fields"]
                }
                kept.append(difference | {"values": now_gone | before})
        elif earlier["is"] == "removed":
            kept.remove(earlier)
            ends = {
                name: {"from": earlier["values"].get(name), "to": difference["values"].get(name)}
                for name in (*earlier["values"], *difference["values"])
            }
            changed = {name: both for name, both in ends.items() if both["from"] != both["to"]}
            kept.append({**difference, "is": "changed", "fields": changed})
        elif earlier["is"] == "added":
            for name, ends in difference["fields"].items():
                put(earlier["values"], name, ends["to"])
        else:
            for name, ends in difference["fields"].items():
                first = earlier["fields"].get(name, ends)["from"]
                back = first == ends["to"] != HIDDEN  # of a secret only that it was changed is known
                put(earlier["fields"], name, None if back else {"from": first, "to": ends["to"]})


def put(values: dict[str, Any], name: str, value: Any) -> None:
    """Set a value of a picture; one that is empty is absent."""
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
