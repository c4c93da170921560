"""Views of jobs and skills."""
