"""Northwind Learning: a small but honest LTI 1.3 platform to look at Tandem from."""
