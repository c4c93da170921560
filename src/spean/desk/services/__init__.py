"""The service directory: who does what, where, when and for how much, as a list and on a map."""
