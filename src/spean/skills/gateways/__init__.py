"""What this room reads from outside its tables: the files it ships, the kept pictures."""

"""The library of certificates and the reader of pictures, as this room speaks with them."""
