"""How single cells and rows are drawn and edited."""
