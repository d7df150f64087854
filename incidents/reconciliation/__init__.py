"""How many: named rules that make one figure of a case out of what its sources claim, and show their working."""
