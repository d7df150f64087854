"""The pages of a case: reading, entering, correcting, history and conflict."""
