"""What both sides of a sync agree on: fields, limits, normal forms and the words on the wire.

Standard library only and no input or output, so that the desktop program and the server can
import the same definitions without importing each other.
"""
