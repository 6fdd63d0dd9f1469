"""The world's sister-city partnerships as plain-text records, and the tool that keeps them true."""

__version__ = "0.1.0"
