"""Taking in who works here, from a list that the workplace keeps."""
