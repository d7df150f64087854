"""The list of open questions, where they are settled with a reason."""
