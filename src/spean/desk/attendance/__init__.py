"""Classes: who was there, stipends, tests, who completes, and what came of a course."""
