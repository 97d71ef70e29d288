"""Mail through a server: one conversation after another, bounded in time and size."""
