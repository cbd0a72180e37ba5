"""The demo: a site, a mail server and readers around the engine, all of them real processes.

Nothing here is part of the product; it plays the world outside.
"""
