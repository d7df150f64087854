"""The migrations: each revision is proven up, down and up again with data, on both engines."""
