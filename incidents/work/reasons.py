"""The reason of a change: a text like any other, checked before it is written where nobody can alter it."""

from incidents.base.errors import Invalid, Problem
from incidents.base.text import clean
from incidents.db.fields import declared
from incidents.records import Change
from incidents.work.checks.declared import text_fault


def read_reason(reason: str | None, *, needed: str | None = None) -> str | None:
    """The reason as it is kept; raises `Invalid`, with the sentence ``needed`` where there must be one."""
    text = clean(reason or "")
    if needed is not None and not text:
        raise Invalid([Problem("reason", needed, "needed")])
    if fault := text_fault(dict(declared(Change))["reason"], text):
        raise Invalid([Problem("reason", fault, "value")])
    return text or None
