"""What a form refuses and an import flags: checks of a picture, each with the place and a sentence."""
