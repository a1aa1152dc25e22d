"""The file that the database is: where it is, how it is opened and copied, what goes wrong."""
