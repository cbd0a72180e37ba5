"""Workers: ask the database what to do, do the I/O, tell it the outcome."""
