"""The product's own tables, read back: what was exported, or prepared in a spreadsheet in the same shape.

A cell that says what the export would say of the case today changes nothing; so a file comes back without a trace,
and of an edited one only the edited cells count.
"""
