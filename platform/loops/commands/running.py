"""serve, web, worker, migrate: what runs Loops."""
