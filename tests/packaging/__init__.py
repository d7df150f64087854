"""The program as others get it: built from a clean export, installed into an empty environment, run from `/`."""
