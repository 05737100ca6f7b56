"""What open-data portals take: a dataset in many formats, made once and kept on disk."""
