"""Small widgets that several parts of the window share. They know colours and icons, and nothing of IPsec."""
