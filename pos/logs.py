"""Topic loggers as JSON lines in a rotating file. Record ids yes; PIN, token, phone, account never."""

import json
import logging
import logging.handlers
import re
from pathlib import Path
from typing import Any

LOG_BYTES_MAX = 2_000_000
LOG_FILES = 5
_SECRET_NAMES = re.compile(r"pin|token|password|secret|phone|account|nonce|code", re.IGNORECASE)
_FACT_PREFIX = "fact_"


class JsonLines(logging.Formatter):
    """One line per event; facts handed in as extra={'fact_x': …}; secret-looking names are masked."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}",
            "level": record.levelname,
            "topic": record.name,
            "text": record.getMessage(),
        }
        for name, value in vars(record).items():
            if name.startswith(_FACT_PREFIX):
                line[name.removeprefix(_FACT_PREFIX)] = _masked(name, value)
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _masked(name: str, value: object) -> object:
    return "•••" if _SECRET_NAMES.search(name.removeprefix(_FACT_PREFIX)) else value


def start_logging(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Attach the rotating file to the root logger; returns the handler so that the owner can close it."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "gerai.log", maxBytes=LOG_BYTES_MAX, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return handler
