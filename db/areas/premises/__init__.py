"""How premises are read for what is made of them, and who is warned of a sale."""
