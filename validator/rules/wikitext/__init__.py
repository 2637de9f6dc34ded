"""Rules about the text and its markup."""
