"""Competency standards: read by who works with them, kept by the ministry."""
