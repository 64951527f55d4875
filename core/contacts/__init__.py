"""«Hvem kan jeg snakke med?»: who at the workplace, and which telephones; the same for everybody, and nothing is noted."""
