"""Logs that name what happened and never whom it was about."""

import logging
import sys

import structlog

OURS = "innsjekk"
http_log = logging.getLogger("innsjekk.http")
"""For aiohttp, which would quote a request that it cannot read, headers and all."""


def quiet_logs(level: str) -> None:
    """
    JSON lines on standard error; exceptions are named, not printed.

    `level` is for our own loggers. Libraries write bodies and tokens below WARNING, so there they are never
    heard, whatever is asked for, and of what they do say only the wording is kept.
    """
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
                _named,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
    logging.captureWarnings(capture=True)


def _wordless(record: logging.LogRecord) -> bool:
    """Here and not in the format, so that it holds for whoever listens."""
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None:
        record.msg, record.args = "a request could not be read: %s", (name_of(fault),)
        record.exc_info = record.exc_text = None
    return True


def name_of(fault: BaseException) -> str:
    """What a fault is called; of several at once, each."""
    if isinstance(fault, BaseExceptionGroup):
        return ", ".join(sorted({name_of(each) for each in fault.exceptions}))
    return type(fault).__name__


def _named(logger: logging.Logger, name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """A traceback, and whatever a library puts into its sentences, may hold what people wrote."""
    del logger, name
    record = event.get("_record")
    if not isinstance(record, logging.LogRecord):
        return event
    if record.exc_info and record.exc_info[1] is not None:
        event["fault"] = name_of(record.exc_info[1])
    if record.name.partition(".")[0] != OURS:
        event["event"] = str(record.msg).partition("\n")[0]
    record.exc_info = record.exc_text = record.stack_info = None
    event.pop("exc_info", None)
    event.pop("stack_info", None)
    return event


http_log.addFilter(_wordless)
