"""Who may see and do what: one table for people, the same rules as SQL, and a test that holds them together."""
