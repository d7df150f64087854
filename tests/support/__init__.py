"""What the tests stand on: a PostgreSQL server of their own, a browser, a guard against the network."""
