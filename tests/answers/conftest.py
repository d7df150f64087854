"""The small world of the search tests."""

from tests.search.conftest import ask, reading, small_world_databases, world

__all__ = ["ask", "reading", "small_world_databases", "world"]
