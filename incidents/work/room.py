"""Whether there is room on the disk: asked before anything large is accepted, since a full disk stops everybody."""

import shutil
from pathlib import Path

from incidents.base.errors import Refused
from incidents.base.languages import _

# Below this an SQLite database could not even delete something to make room.
LOW_WATER = 200 * 1024 * 1024


class NoRoom(Refused):
    """The disk is nearly full, so nothing large is accepted until somebody has made room."""

    def __init__(self, free: int) -> None:
        super().__init__(
            _("The disk of the server is nearly full: %(megabytes)s MB are left.", megabytes=free // 2**20)
        )
        self.free = free


def free_bytes(folder: Path) -> int:
    """How many bytes the disk of a folder still takes."""
    return shutil.disk_usage(folder).free


def require_room(folder: Path, wanted: int = 0) -> None:
    """Refuse when the disk would fall below its low-water mark after taking so many bytes more."""
    free = free_bytes(folder)
    if free - wanted < LOW_WATER:
        raise NoRoom(free)
