"""Where reference data comes from: packages, the project's own tables, folders of classifications.
"""
