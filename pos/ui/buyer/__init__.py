"""What the buyer sees on the second screen."""
