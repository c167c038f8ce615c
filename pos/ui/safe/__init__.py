"""The safe: what it should hold, deposits at the bank, counts, swaps of notes and coins."""
