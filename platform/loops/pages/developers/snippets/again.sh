curl -s https://acme.your-loop.app/api/v1/posts \
  -H "Authorization: Bearer loop_sk_..." \
  -H "Content-Type: application/json" -H "Idempotency-Key: import-17" \
  -d '{"title": "Export to CSV"}'
