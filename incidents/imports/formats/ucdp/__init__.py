"""UCDP GED, the georeferenced events of the Uppsala Conflict Data Program (CC BY 4.0): one row, one event.

``columns`` says what a file must have, ``event`` reads one row into plain values, ``building`` makes a case of them
and ``revising`` brings a later release of the same event into a case that is already here.
"""
