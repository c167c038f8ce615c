"""The first start on an empty folder."""
