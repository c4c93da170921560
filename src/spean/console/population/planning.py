"""Tell the database how much is in its tables now, so that it chooses the right index."""

from django.db import connection


def refresh_statistics() -> None:
    """Let the database count its tables and indexes; after a bulk load its guesses are far off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A sample of each index is enough, and takes a moment at any size.
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
