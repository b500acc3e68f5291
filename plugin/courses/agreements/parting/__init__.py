"""Resting, handing over and ending: between two, and nobody is to blame."""
