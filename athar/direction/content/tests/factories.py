import io

from django.core.files.base import ContentFile

from athar.direction.content.manuscript import Manuscript

ARABIC, ENGLISH = "خدم المتطوعون الحجاج.", "Volunteers served the pilgrims."


def manuscript(**changes):
    usual = {
        "title_ar": "موسم الحج", "title_en": "The season of Hajj", "summary_ar": "خلاصة", "summary_en": "A summary",
        "body_ar": ARABIC, "body_en": ENGLISH,
    }  # fmt: skip
    return Manuscript(**(usual | changes))


def image(kind="PNG", *, size=(40, 30), colour=(90, 39, 119), name="photo.png", tail=b"", **more):
    """A picture as somebody would send it."""
    from PIL import Image

    sent = io.BytesIO()
    Image.new("RGB", size, colour).save(sent, kind, **more)
    return ContentFile(sent.getvalue() + tail, name=name)
