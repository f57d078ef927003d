package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

// IsGenuine reports whether body was signed with secret.
func IsGenuine(body []byte, header http.Header, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	given, err := hex.DecodeString(header.Get("X-Loop-Signature"))
	return err == nil && hmac.Equal(given, mac.Sum(nil))
}
