"""What people did with a resource: opened it, finished it, found that it helped."""
