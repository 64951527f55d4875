"""Private reminders that anybody can set for themselves; from outside they look like all else."""
