"""Every change, before and after, in sealed actions: written, read, taken back and put together."""
