"""The pages of what cases refer to: sources, actors and places share their views, each with a form of its own."""
