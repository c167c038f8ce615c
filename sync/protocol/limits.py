"""Limits of gerai-sync/1 (sync.md §2.3)."""

PROTOCOL = 1
BATCH_RECORDS_MAX = 500
BATCH_RECORDS_MIN = 50
BATCH_BYTES_MAX = 1_048_576
LINE_BYTES_MAX = 65_536
"""Of a record as it is made."""
REISSUE_BYTES_MAX = 2 * LINE_BYTES_MAX + 1_024
"""Of a line on the wire: a record that is issued again stands quoted in another one, which may double it."""
INFLATED_BYTES_MAX = 4 * 1_048_576
INFLATE_RATIO_MAX = 200
"""Beyond its first batch's worth a carry file swells by no more; records swell by about 10."""
CARRY_LINE_BYTES_MAX = 2 * 1_048_576
"""Of a line in a carry file: a batch that does not shrink, in base64."""
GZIP_LEVEL = 6
INTEGER_MAX = 2**53 - 1
UPLOAD_BYTES_PER_S = 8_000
"""The slowest line on which a batch still comes through; both sides wait so long for it."""
