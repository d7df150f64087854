"""How sure: what the grades of other schemes mean on our ladder, and which level the graded sources suggest."""
