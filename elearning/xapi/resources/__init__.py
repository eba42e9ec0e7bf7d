"""The resources of the specification, one a file; `gate` is what they share."""
