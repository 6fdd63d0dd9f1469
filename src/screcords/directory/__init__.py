"""What readers are told: the records joined, with what follows from them."""
