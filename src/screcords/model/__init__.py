"""What one record says: pure values, without files."""
