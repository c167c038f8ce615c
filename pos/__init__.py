"""Gerai: an offline-first till for gallery counters. Holds the version, nothing else."""

__version__ = "0.1.0"
