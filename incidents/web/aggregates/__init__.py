"""The pages of aggregate statements: what a body counted over many events, apart from every case."""
