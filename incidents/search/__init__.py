"""Asking: one question, one statement of ids, and from it the list, its count, its totals and its exports."""
