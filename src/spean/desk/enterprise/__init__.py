"""This part of the desk: businesses of returned workers, from the idea on."""
