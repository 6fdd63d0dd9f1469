"""Sources: whether there are any, and whether a reader can follow them."""
