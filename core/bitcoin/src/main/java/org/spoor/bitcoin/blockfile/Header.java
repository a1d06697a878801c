package org.spoor.bitcoin.blockfile;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.Network;

/**
 * What is kept of a block's header.
 *
 * @param previous the hash of the block before
 * @param work how many hashes it took, as expected
 */
record Header(Sha256Hash hash, Sha256Hash previous, Instant time, BigInteger work) {

  /** Nothing if the bytes are no header, or one without the work that it claims. */
  static Optional<Header> of(byte[] raw, Network network) {
    return BareHeader.of(raw, network)
        .map(read -> new Header(read.hash(), read.previous(), read.time(), read.work()));
  }
}
