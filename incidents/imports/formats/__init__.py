"""One folder a format: what the columns of a published list mean in our records."""
