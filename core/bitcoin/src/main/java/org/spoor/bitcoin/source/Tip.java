package org.spoor.bitcoin.source;

import java.time.Instant;

/**
 * The last block that is read.
 *
 * @param hash in the byte order in which it is shown
 */
public record Tip(long height, String hash, Instant time) {}
