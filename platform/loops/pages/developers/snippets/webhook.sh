ADMIN_KEY=loop_sk_admin...

curl -s https://acme.your-loop.app/api/v1/webhooks \
  -H "Authorization: Bearer $ADMIN_KEY" \
  -H "Content-Type: application/json" \
  -d '{"url": "https://example.com/loops",
       "events": ["post.created", "post.status_changed"]}'
