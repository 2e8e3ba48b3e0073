import pytest

from athar.foundation.identity.devices import device_of

SAID = {
    "Firefox on Linux": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Safari on iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Edge on Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0",
    "Chrome on Android": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "An unknown device": "<script>alert(1)</script>",
}


@pytest.mark.parametrize(("words", "said"), SAID.items())
def test_a_device_is_named_by_its_browser_and_system_alone(words, said):
    from django.utils.translation import override

    with override("en"):
        assert str(device_of(said)) == words
