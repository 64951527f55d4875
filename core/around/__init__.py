"""Who follows an agreement up: another leader, by the employee's choice; and what stops when somebody leaves."""
