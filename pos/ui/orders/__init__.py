"""Orders with a deposit: take one, see which wait, settle or cancel."""
