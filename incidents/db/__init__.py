"""The database as this program uses it: engines, sessions, column types, the declaration of a field, migrations."""
