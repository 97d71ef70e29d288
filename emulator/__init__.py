"""An emulator of the parts of Google Workspace that the worker and ordinary clients use.

Real HTTP on loopback, Google's paths, semantics and errors. Start it by hand with
``python3 -m emulator --port N --data DIR``; tests start it in a thread.
"""
