"""From an HTTP request to a response; everything that knows of the web."""
