"""Files in, one scored file out: read, score, classify, write."""
