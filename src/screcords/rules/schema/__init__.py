"""What the schema asks of a file."""
