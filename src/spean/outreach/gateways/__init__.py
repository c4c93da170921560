"""Ways a message leaves the house; each is a module with `send(number, text) -> None`."""
