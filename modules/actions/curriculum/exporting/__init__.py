"""An author's change in the CMS, written back into the files of the curriculum (ADR 0044)."""
