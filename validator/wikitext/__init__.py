"""Reading wikitext: the scanner finds constructs, the readers tell what they mean."""
