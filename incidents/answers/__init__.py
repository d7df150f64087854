"""The answers: what pages, tables, charts and exports say about the cases that answer a question."""
