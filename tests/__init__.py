"""The tests mirror the floors of the house; house/, packaging/ and journeys/ test the project as a whole."""
