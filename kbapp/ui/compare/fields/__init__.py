"""The fields of the form, one kind of value each; they know nothing of the comparison."""
