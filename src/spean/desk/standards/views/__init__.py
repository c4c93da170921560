"""Pages of this part of the desk."""
