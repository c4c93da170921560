"""What the field's door can take: `make bench-ingest`."""
