"""Mail programs that answer letters, made up by chance from a seed, with what is to be found in each answer."""
