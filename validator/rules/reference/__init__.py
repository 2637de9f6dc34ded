"""Rules about the structure of references."""
