"""Payment complaints, and every act on one."""
