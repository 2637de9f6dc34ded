"""Real servers that tests start on loopback, and readers of what they answer."""
