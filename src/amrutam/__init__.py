"""Amrutam: an open-source platform for Ayurvedic consultations."""

__version__ = "0.1.0"
