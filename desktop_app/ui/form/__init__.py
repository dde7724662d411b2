"""The form that makes and changes tasks, and the fields that it is made of."""
