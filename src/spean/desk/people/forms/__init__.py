"""The questions of forms F1 to F4, one form a theme."""
