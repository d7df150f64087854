"""The search page: a question, typed or by a form, and its answer as a table with totals."""
