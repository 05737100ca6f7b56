"""Datasets in a CKAN: what they are to be there, what that takes, and the doing of it."""
