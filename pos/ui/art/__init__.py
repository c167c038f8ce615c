"""Pictures of goods that have no photo: a batik ground, a drawn object, colours by category and name."""
