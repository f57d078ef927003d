BOARD=https://acme.your-loop.app
KEY=loop_sk_...

# post an idea, in the name of one of your users
curl -s "$BOARD/api/v1/posts" -H "Authorization: Bearer $KEY" \
  -H "Content-Type: application/json" \
  -d '{"title": "Dark mode", "external_user_id": "user-42"}'

# vote for the newest, in the name of somebody else
POST=$(curl -s "$BOARD/api/v1/posts?limit=1" \
  -H "Authorization: Bearer $KEY" | grep -o '"id":"[^"]*' | cut -c 7-)
curl -s -X PUT "$BOARD/api/v1/posts/$POST/vote" \
  -H "Authorization: Bearer $KEY" \
  -H "Content-Type: application/json" \
  -d '{"external_user_id": "user-43"}'

# list what people ask for most
curl -s "$BOARD/api/v1/posts?sort=top&limit=3" \
  -H "Authorization: Bearer $KEY"
