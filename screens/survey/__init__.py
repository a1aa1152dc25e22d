"""The survey: who has not answered, an answer taken by telephone, and answers put under themes."""
