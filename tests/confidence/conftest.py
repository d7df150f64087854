"""A small world with an application, and a desk for the verbs."""

from tests.web.conftest import world
from tests.work.conftest import desk

__all__ = ["desk", "world"]
