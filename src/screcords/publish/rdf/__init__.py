"""The directory as linked data: what there is to say, and the two ways in which it is written down."""
