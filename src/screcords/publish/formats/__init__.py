"""One file a format; each is found by being there."""
