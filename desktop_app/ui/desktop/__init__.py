"""What ties the window to the desktop it runs on."""
