"""Who sends the office's post: the association's card."""

from association.models import Profile


def usual_sender() -> dict[str, str]:
    """Return the first values of an envelope's sender; empty before the set-up."""
    profile = Profile.objects.select_related("body").first()
    if profile is None:
        return {}
    return {"sender_name": profile.body.name, "sender_address": profile.address}
