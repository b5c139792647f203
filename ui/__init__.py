"""Faces: the command line and the window."""
