"""A household's months on the desk: words, questions' order, and drawings."""
