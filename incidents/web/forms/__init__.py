"""Forms made from the declarations of the records, so that a new column is in its form without another word."""
