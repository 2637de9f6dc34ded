"""Rules about infoboxes."""
