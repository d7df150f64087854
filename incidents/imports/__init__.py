"""Published lists brought in: a file is read and checked as a whole, and stored in one transaction or not at all."""
