"""Certificates: proposed by one, sealed by another, printed, revoked; and the keys that seal."""
