"""A volunteer's card, from making it to withdrawing it, as its holder and whoever is shown it see it."""

from athar.engine.credentials.models import VolunteerCard


def test_a_card_shows_what_was_ticked_and_its_holder_alone_renews_and_withdraws_it(
    enter, client, family, hours
):
    hours(2)
    browser, asked = enter("sara"), VolunteerCard.objects.all()
    browser.post("/en/me/card/", {"shows_hours": "on"})
    page = client.get(f"/en/card/{asked.get().code}/")
    assert "8 hours" in page.content.decode()
    assert "Alzahrani" not in page.content.decode()
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "private, no-store")
    browser.post("/en/me/card/", {"shows_name": "on"})
    said = client.get(f"/en/card/{asked.get().code}/").content.decode()
    assert "Alzahrani" in said
    assert "8 hours" not in said

    before = asked.get().code
    assert "You have no card yet." in enter("omar").post("/en/me/card/renewal/", follow=True).content.decode()
    assert asked.get().code == before
    browser.post("/en/me/card/renewal/")
    assert client.get(f"/en/card/{before}/").status_code == 404
    assert f"/en/card/{asked.get().code}/" in browser.get("/en/me/card/").content.decode()

    browser.post("/en/me/card/ending/")
    over = client.get(f"/en/card/{asked.get().code}/").content.decode()
    assert "Withdrawn by its holder" in over
    assert "Alzahrani" not in over


def test_a_newcomer_is_led_to_opportunities_and_makes_no_card(enter, family):
    browser = enter("omar")
    assert "Your first hours come first" in browser.get("/en/me/card/").content.decode()
    answer = browser.post("/en/me/card/", {"shows_name": "on"}, follow=True)
    assert "No hours of yours are approved yet." in answer.content.decode()
    assert not VolunteerCard.objects.exists()
