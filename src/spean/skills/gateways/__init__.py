"""What this room reads from outside its tables: the files it ships, the kept pictures."""
