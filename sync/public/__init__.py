"""What the public sees of finished versions: pages, data, and what leads to them."""
