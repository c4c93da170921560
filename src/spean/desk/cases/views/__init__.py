"""Pages of casework, one file a form."""
