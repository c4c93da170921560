"""Standards as data that a ministry keeps: written, confirmed, followed by versions, in a table."""
