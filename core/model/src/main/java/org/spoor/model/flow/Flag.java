package org.spoor.model.flow;

import org.spoor.model.value.Party;

/** A place that is followed, but marked. */
public record Flag(Party place, String reason) {}
