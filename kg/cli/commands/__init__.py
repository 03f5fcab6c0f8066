"""The commands, a few to a module, each a thin function over the library."""
