"""The file formats tasks come from and go to, one file a format."""
