"""Tests of the proposals: how sure, by the graded sources."""
