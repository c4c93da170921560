"""Businesses: plans, kits, checks, groups."""
