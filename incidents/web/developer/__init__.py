"""Pages for those who build the program: the gallery of components."""
