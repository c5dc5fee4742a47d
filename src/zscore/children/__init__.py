"""What a table of children says: its columns, their headings, and what a cell means."""
