"""The pages of businesses."""
