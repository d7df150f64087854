"""Tests of the controlled terms and of what reads them."""
