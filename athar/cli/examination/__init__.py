"""What `athar doctor` looks at: each check a small function that says how one thing stands."""
