"""Tests of what the program stands on."""
