"""What most kinds of promise have in common: said once, again if in doubt, put off gladly, and followed by nothing."""

from datetime import datetime

from core.ledger.model import Promise, Standing


class Once:
    """To be built on; see `core.ledger.ports.Kind` for what each is asked."""

    again_if_unsure = True
    bulk = False

    async def ended(self, work: object, promise: Promise, how: Standing) -> None:
        """Nothing follows."""

    async def put_off(self, work: object, promise: Promise, until: datetime) -> bool:  # noqa: ARG002
        """Gladly."""
        return True
