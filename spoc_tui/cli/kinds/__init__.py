"""Records of declared kinds."""
