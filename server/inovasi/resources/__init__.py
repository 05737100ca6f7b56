"""What the graph says about one thing, as plain values: read by queries, written by nobody here."""
