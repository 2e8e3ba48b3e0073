from athar.direction.content.models.decision import Decision, Retraction
from athar.direction.content.models.item import Item
from athar.direction.content.models.media import Attachment, Picture
from athar.direction.content.models.revision import Revision

__all__ = ["Attachment", "Decision", "Item", "Picture", "Retraction", "Revision"]
