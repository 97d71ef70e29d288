"""How a text is looked at by rules: passages, normal form, slips, patterns."""
