"""A second person agrees: choose who, type the PIN, and the act goes on where it was."""
