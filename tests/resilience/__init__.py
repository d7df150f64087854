"""Tests of what survives kills and crowds."""
