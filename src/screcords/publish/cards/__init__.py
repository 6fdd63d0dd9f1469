"""Cards: a city, an organisation or a partnership on one screen, for people."""
