"""Pages a partner opens by a link of its own."""
