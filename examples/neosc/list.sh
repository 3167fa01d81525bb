#!/bin/sh
# NeoSC's documented curl calls: list the policies, toggle one twice, read what the audit log says of it.
set -eu

curl --silent --show-error --fail-with-body "$BASE_URL/policies" \
  -H "Authorization: Bearer $TOKEN"
echo
curl --silent --show-error --fail-with-body -X PATCH "$BASE_URL/policies/pol-session-recording" \
  -H "Authorization: Bearer $TOKEN"
echo
curl --silent --show-error --fail-with-body -X PATCH "$BASE_URL/policies/pol-session-recording" \
  -H "Authorization: Bearer $TOKEN"
echo
curl --silent --show-error --fail-with-body "$BASE_URL/audit-logs" \
  -H "Authorization: Bearer $TOKEN"
echo
