"""The year's turn: a new year's plan made of the one that ends."""
