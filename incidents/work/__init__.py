"""The verbs: each checks who asks and from which version, changes records inside an act, and flushes."""
