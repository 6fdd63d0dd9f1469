"""Rules of one city or network, switched on by choice."""
