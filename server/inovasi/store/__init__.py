"""A dataset on disk: its versions, and how the next one is made."""
