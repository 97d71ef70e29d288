"""The worker that goes on by itself: when it works, how it is, how it stops."""
