"""Rules about citation templates and their parameters."""
