"""Pages of the day: the appointment book, the queue, and what who leads a centre looks at."""
