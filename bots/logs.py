"""Logs that name what happened and never whom it was about."""

import logging
import sys

import structlog

LOUD = (
    "slack_sdk",
    "slack_bolt",
    "botbuilder",
    "botframework",
    "msrest",
    "msal",
    "urllib3",
    "aiosqlite",
    "asyncpg",
)
"""Libraries that write bodies or tokens at DEBUG or INFO (platforms' faults): never below WARNING."""


def quiet_logs(level: str) -> None:
    """JSON lines on standard error; exceptions are named, not printed."""
    structlog.configure(wrapper_class=structlog.stdlib.BoundLogger)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _without_exceptions,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _without_exceptions(
    logger: logging.Logger, name: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    """A traceback holds what people wrote: keep its name only."""
    del logger, name
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and record.exc_info and record.exc_info[0] is not None:
        event["fault"] = record.exc_info[0].__name__
        record.exc_info = None
        record.exc_text = None
    event.pop("exc_info", None)
    return event
