"""Tests of the pages of sources, actors and places."""
