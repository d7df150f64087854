"""Exports: tables, CSV, manifest, checking, and what never leaves."""
