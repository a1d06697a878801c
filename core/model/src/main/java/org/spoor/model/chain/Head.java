package org.spoor.model.chain;

import java.time.Instant;
import org.spoor.model.value.Chain;

/** The block up to which a source's records of a chain reach: the run's as-of block. */
public record Head(Chain chain, long height, Instant time) {}
