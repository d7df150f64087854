"""Tests of the pages and what draws them."""
