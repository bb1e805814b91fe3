"""Figures in prose."""
