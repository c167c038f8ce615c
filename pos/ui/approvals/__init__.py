"""What went on without a second person, and the code on a manager's phone."""
