"""Files in and out: what kind a file is, its cells as text, and safe writing."""
