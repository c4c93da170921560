"""The skill passport: what a person agrees to show, as a page, a paper, a file and a link."""
