package org.spoor.bitcoin.blockfile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.OptionalLong;
import org.bitcoinj.base.Sha256Hash;

/**
 * A block of a block file.
 *
 * @param at offset of its first byte
 * @param length in bytes
 * @param whole whether its transactions can be read; else its header alone
 * @param claimed the height that its coinbase names
 */
record Row(int file, long at, int length, boolean whole, OptionalLong claimed, Header header) {

  private static final long NONE = -1;

  Place place() {
    return new Place(file, at, 0);
  }

  Row withoutTransactions() {
    return new Row(file, at, length, false, claimed, header);
  }

  boolean holds(Place place) {
    return place.file() == file && place.at() >= at && place.at() < at + length;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(file);
    out.writeLong(at);
    out.writeInt(length);
    out.writeBoolean(whole);
    out.writeLong(claimed.orElse(NONE));
    out.write(header.hash().getBytes());
    out.write(header.previous().getBytes());
    out.writeLong(header.time().getEpochSecond());
    out.writeUTF(header.work().toString());
  }

  static Row read(DataInput in) throws IOException {
    return new Row(
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readBoolean(),
        claimed(in.readLong()),
        new Header(
            hash(in),
            hash(in),
            Instant.ofEpochSecond(in.readLong()),
            new BigInteger(in.readUTF())));
  }

  private static OptionalLong claimed(long height) {
    return height == NONE ? OptionalLong.empty() : OptionalLong.of(height);
  }

  private static Sha256Hash hash(DataInput in) throws IOException {
    byte[] hash = new byte[Sha256Hash.LENGTH];
    in.readFully(hash);
    return Sha256Hash.wrap(hash);
  }
}
