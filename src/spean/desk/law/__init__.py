"""Rules of law and benefits: the list, one rule's history, drafts, and their publication."""
