"""From claims about sources to a validated, released graph."""
