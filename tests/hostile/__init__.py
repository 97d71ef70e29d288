"""What is typed, put or answered to do harm: refused in a sentence, or harmless."""
