"""A transaction that does something and then fails."""

from collections.abc import Awaitable, Callable

from storage.store import SqlStore, SqlWork


async def failing(store: SqlStore, act: Callable[[SqlWork], Awaitable[object]]) -> None:
    """Raises ZeroDivisionError when it is done."""
    async with store.transaction() as work:
        await act(work)
        raise ZeroDivisionError
