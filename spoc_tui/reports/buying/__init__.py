"""The papers of buying: alert, joint bid, how to say social value, needs by ward, policy gaps."""
