"""Where machines read."""

from quart import Blueprint

from loops.pages.machines import cards, feeds, llms, robots, sitemap, twins

machines = Blueprint("machines", __name__)

machines.add_url_rule("/feed.atom", "feed", feeds.posts)
machines.add_url_rule("/changelog.atom", "changelog-feed", feeds.changelog)
machines.add_url_rule("/sitemap.xml", "sitemap", sitemap.index)
machines.add_url_rule("/sitemap/pages.xml", "sitemap-pages", sitemap.pages)
machines.add_url_rule("/sitemap/<month>.xml", "sitemap-month", sitemap.month)
machines.add_url_rule("/robots.txt", "robots", robots.sent)
machines.add_url_rule("/llms.txt", "llms", llms.sent)
machines.add_url_rule("/index.md", "board-twin", twins.index)
machines.add_url_rule("/posts/<uuid:id>.md", "post-twin", twins.post)
machines.add_url_rule("/changelog.md", "changelog-twin", twins.changelog)
machines.add_url_rule("/card.png", "board-card", cards.of_board)
machines.add_url_rule("/posts/<uuid:id>/card.png", "post-card", cards.of_post)
machines.add_url_rule("/changelog/<uuid:id>/card.png", "entry-card", cards.of_entry)
