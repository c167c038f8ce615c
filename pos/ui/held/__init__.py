"""Carts that were set aside: find one, look into it, go on with it."""
