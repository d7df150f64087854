"""Tests of the work floor."""
