"""Keeping a site: one sealed file that holds all of it, for either database."""
