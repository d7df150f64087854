"""Tests of the records and their pictures."""
