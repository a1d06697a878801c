package org.spoor.model.flow;

import java.util.Optional;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.value.Asset;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;

/**
 * Dirty value that came to rest, or out of sight, in one place.
 *
 * @param place an address, a script, or outside every address (fees, burns)
 * @param output the unspent output, on a UTXO chain
 */
public record TraceEnd(
    EndKind kind,
    Party place,
    Optional<OutPoint> output,
    Asset asset,
    Taint taint,
    Optional<Attribution> attribution) {}
