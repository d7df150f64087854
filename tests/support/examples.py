"""How many examples a property gets: a sample in the ordinary run, all in `make check-long`."""

import os

LONG = "INCIDENTS_LONG_TESTS"


def examples(many: int) -> int:
    """A quarter of the examples, and all of them when the environment asks for long tests."""
    return many if os.environ.get(LONG) else max(5, many // 4)
