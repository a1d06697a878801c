package org.spoor.app.theft;

import java.time.Instant;
import java.util.function.Function;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;

/** A theft as the command line states it. */
public sealed interface SpotTheft permits SpotTransfers, SpotOutputs, SpotHolding {

  /**
   * With what the chain says of it.
   *
   * @throws SpoorException UNAVAILABLE if the chain does not know it, INVALID_INPUT if it moves or
   *     is nothing, or lies after the last block that is to be read
   */
  Found find(LiveAccess access, AsOf asOf);

  /** The options that state it. */
  String words();

  /**
   * A theft whose place on the chain is known.
   *
   * @param subject the hash or the address that it is about
   * @param words that mean it and nothing else
   * @param source by the name that it gets
   */
  record Found(String subject, String words, Instant time, Function<Origin, TheftSource> source) {}
}
