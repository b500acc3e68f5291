"""What a goal rests on: how its root was found, what shows success, what is only supposed, why it matters and where."""
