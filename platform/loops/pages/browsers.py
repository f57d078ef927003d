"""What a browser says it is, in two words for people: `Firefox · Linux`."""

# By what stands in a User-Agent, the telling ones first: most of them claim to be others too.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def called(user_agent: str) -> str:
    """Empty where it says nothing that is known; a program is called as it calls itself."""
    found = [next((name for sign, name in known.items() if sign in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or user_agent.partition(" ")[0][:40]
