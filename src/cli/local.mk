# The latigraph command.
