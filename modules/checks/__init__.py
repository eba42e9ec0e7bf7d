"""What must be right with each kind of page before it is published (`modules.publishing`)."""
