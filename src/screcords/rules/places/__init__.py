"""Places: identity, coordinates, names, levels and succession."""
