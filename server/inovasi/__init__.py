"""Inovasi: the knowledge graph of Indonesian local-government innovation, and its server."""

__version__ = "0.2.0"
