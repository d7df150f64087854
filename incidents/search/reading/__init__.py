"""How a typed question is read into criteria, and criteria are written as a typed question."""
