"""Gazetteers: the places of OCHA's common operational datasets, of GeoNames, and of tables that say what they hold.

``recognising`` tells which format a file has, and one module a format makes entries of its rows. ``entries`` joins what
several files say of one place, ``placing`` finds what each place lies in, ``comparing`` holds it against what is here,
and ``storing`` writes it. ``run`` is the import from end to end.
"""
