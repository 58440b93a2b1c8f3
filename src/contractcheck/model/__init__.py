"""The words of the project as frozen values; standard library only."""
