"""What a workplace must have settled before anybody is offered an agreement here."""
