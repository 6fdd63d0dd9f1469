"""What the directory looks like in files."""
