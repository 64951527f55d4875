"""Before there is an agreement: the employee asks, or the leader offers."""
