"""Pages of the day: the appointment book, the queue, and how notes begin."""
