"""Rules about archive links in citations."""
