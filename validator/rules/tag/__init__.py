"""Rules about maintenance tags."""
