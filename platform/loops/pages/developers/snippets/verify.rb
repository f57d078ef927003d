require "openssl"

def genuine?(body, signature, secret)
  expected = OpenSSL::HMAC.hexdigest("SHA256", secret, body)
  OpenSSL.secure_compare(expected, signature.to_s)
end
