"""Jobs: the queue, the clock, the hands, and what happens when any of them is taken away."""
