"""Handing on: the answer to a question as files that other programs open, with a manifest that says what they are.

`order.make` writes an export into files; `formats/` holds the formats, `tables/` the tables,
`manifest.py` what is said about the files and `verify.py` what tells whether a copy is whole.
"""
