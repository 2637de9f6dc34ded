"""Rules about statements without sources."""
