"""A short tip for everybody now and then: the same words and the same card, so that no single card says anything."""
