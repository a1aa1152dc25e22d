"""How groups are read for what is made of them: their agendas, and which of them meets next."""
