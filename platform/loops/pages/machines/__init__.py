"""What machines read of a board: feeds, sitemaps, Markdown twins of its pages, and the pictures that go with a link."""
