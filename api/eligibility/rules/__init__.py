"""The rules, one small function each; a pack says which hold and which article each stands on."""
