"""Pages that join apps: home, navigation, sign-in."""
