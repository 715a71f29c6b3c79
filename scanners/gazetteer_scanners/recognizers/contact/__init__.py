"""How to reach a person: e-mail addresses, telephone numbers, postal addresses."""
