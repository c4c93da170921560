"""The page behind a link of a skill passport, and the one by which its owner ends it."""
