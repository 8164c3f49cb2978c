"""The commands of `aftermath`, by what they are about; flows/cli.py calls them."""
