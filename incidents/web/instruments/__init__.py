"""The pages of laws and orders: what each text says, from when it applies, and the cases under it."""
