"""Who may come in by this device's server: invitations, tokens, letting in and cutting off."""
