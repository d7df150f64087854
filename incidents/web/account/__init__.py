"""One's own account: language, password, and where one is signed in."""
