package org.spoor.bitcoin;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;

/**
 * How Bitcoin is to be read.
 *
 * @param endpoint a server of the Esplora kind
 * @param cache the file that keeps raw answers
 * @param offline whether nothing is asked and the cache alone answers
 * @param maxCalls beyond which the run stops
 * @param asOf the last block to read; if absent, the last one with six confirmations
 */
public record BitcoinSettings(
    Endpoint endpoint,
    Network network,
    Path cache,
    boolean offline,
    OptionalLong maxCalls,
    OptionalLong asOf) {}
