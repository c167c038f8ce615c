"""What syncs: journal records go up from a register to the central store, in batches (protocol gerai-sync/1).

`protocol` is shared by both sides, `outlet` is the register's side, `central` the store in the office.
"""
