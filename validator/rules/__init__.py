"""One rule per file; the folder is the family, the path is the id."""
