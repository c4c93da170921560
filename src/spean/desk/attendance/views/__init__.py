"""Views of this part of the desk."""
