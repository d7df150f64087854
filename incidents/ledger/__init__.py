"""The ledger: every act on every record leaves one row, in the order of commits, chained by hash."""
