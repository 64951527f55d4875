"""The resource group: whom the employee has let in, and what each of them may read."""
