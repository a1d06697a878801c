package org.spoor.model.flow;

import org.spoor.model.chain.Transfer;

/** A recorded transfer that is no movement of value: listed, never an edge. */
public record Rejection(Transfer transfer, String reason) {}
