"""Guidance: a career session, peer groups, psychosocial first aid."""
