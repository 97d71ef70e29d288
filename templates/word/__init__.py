"""The source of the Word templates: ``python -m templates.word`` makes them anew.

Written as XML, so that every attribute Word wants for Thai is there, and stored
uncompressed with a fixed time, so that they are the same files on every machine. Staff
may edit a copy in Word; ours have no other source than this.
"""
