"""Where reference data comes from: packages, own tables, workbooks and folders of tables."""
