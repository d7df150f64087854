"""What the program is measured by; each module prints its numbers: ``python -m benchmarks.exports``."""
