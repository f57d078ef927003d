"""The commands of the console script, a file each; `loops.cli` loads the one that is asked for."""
