"""The call form, enquiries, and every act on one."""
