"""An agreement in force: pause, quiet, the plan for hard times, and every way it can end."""
