"""Pages an employer opens by a link of his own."""
