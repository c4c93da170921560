"""Training: courses, who gets a seat, what to train next, and the page of all skills work."""
