"""The project about itself: rules that hold for every file, each with a message that says what to do."""
