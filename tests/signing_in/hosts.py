"""Where these tests happen."""

from conftest import DOMAIN

APEX, ACME, GLOBEX = f"https://{DOMAIN}", f"https://acme.{DOMAIN}", f"https://globex.{DOMAIN}"
SESSION, UNDERWAY = "__Host-loops", "__Host-loops-underway"
