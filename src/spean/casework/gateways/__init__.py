"""Outside systems, as this room speaks with them."""
