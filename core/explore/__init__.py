"""Before anything is stored: where am I now, what an agreement is, and what to ask somebody one trusts."""
