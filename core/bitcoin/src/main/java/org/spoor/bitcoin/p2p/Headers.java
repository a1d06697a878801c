package org.spoor.bitcoin.p2p;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.StoredBlock;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.store.BlockStoreException;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * The chain that peers tell of, by its headers: each with the work that it claims, and claiming as
 * much as the rules of the network want. Of two forks the one with more work is followed.
 */
final class Headers implements AutoCloseable {

  /** What a peer gives at once. */
  private static final int FULL = 2_000;

  private final Network network;
  private final NetworkParameters rules;
  private final HeaderFile file;
  private final Window window;

  /**
   * @param folder with the file that keeps them
   * @throws SpoorException UNAVAILABLE if the file cannot be used, or another process uses it
   */
  Headers(Path folder, Network network) {
    this.network = network;
    this.rules = NetworkParameters.of(network.network());
    this.file = new HeaderFile(folder, rules.getGenesisBlock());
    this.window = window();
  }

  private Window window() {
    long first = Math.max(0, file.size() - Window.SIZE);
    StoredBlock last = new StoredBlock(file.read(first), BigInteger.ZERO, (int) first);
    Window found = new Window(last);
    for (long height = first + 1; height < file.size(); height++) {
      last = after(last, file.read(height));
      found.put(last);
    }
    found.setChainHead(last);
    return found;
  }

  /** Of works the differences count; what they are counted from does not. */
  private static StoredBlock after(StoredBlock last, Block header) {
    return new StoredBlock(header, last.getChainWork().add(header.getWork()), last.getHeight() + 1);
  }

  /** That of the last block. */
  long height() {
    return window.getChainHead().getHeight();
  }

  /**
   * @param height up to {@link #height}
   */
  Sha256Hash hash(long height) {
    return file.hash(height);
  }

  /**
   * Asks every peer for what is new to it.
   *
   * @throws SpoorException UNAVAILABLE if no peer answers, or none without fault
   */
  void update(Peers peers) {
    peers.askAll("headers", this::follow);
  }

  private Answer<Long> follow(Link link) throws InterruptedException {
    while (true) {
      long before = height();
      switch (link.headers(locator())) {
        case Answer.Given<List<Block>>(List<Block> told) -> {
          Optional<String> fault = take(told);
          if (fault.isPresent()) {
            return new Answer.Failed<>(fault.get(), true);
          }
          boolean isFurther = told.size() == FULL && height() > before;
          if (!isFurther) {
            return new Answer.Given<>(height());
          }
        }
        case Answer.Failed<List<Block>>(String why, boolean isFinal) -> {
          return new Answer.Failed<>(why, isFinal);
        }
      }
    }
  }

  /** Hashes from the last block backwards, in steps that double after the tenth. */
  private List<Sha256Hash> locator() {
    List<Sha256Hash> locator = new ArrayList<>();
    long step = 1;
    for (long height = height(); height > 0; height -= step) {
      locator.add(hash(height));
      step = locator.size() < 10 ? 1 : 2 * step;
    }
    locator.add(hash(0));
    return locator;
  }

  /**
   * Follows them, if that leads to more work.
   *
   * @return what is wrong with them, in words
   */
  private Optional<String> take(List<Block> told) {
    if (told.isEmpty()) {
      return Optional.empty();
    }
    StoredBlock fork = window.get(told.getFirst().getPrevBlockHash());
    if (fork == null) {
      return Optional.of("its headers follow none of the last %,d".formatted(Window.SIZE));
    }
    StoredBlock last = fork;
    for (Block header : told) {
      Optional<String> fault = fault(last, header);
      if (fault.isPresent()) {
        return fault.map(why ->
            "its header %s is no header of a block: %s".formatted(header.getHashAsString(), why));
      }
      last = after(last, header);
      window.put(last);
    }
    if (last.getChainWork().compareTo(window.getChainHead().getChainWork()) > 0) {
      file.replace(fork.getHeight() + 1L, told);
      window.setChainHead(last);
    }
    return Optional.empty();
  }

  private Optional<String> fault(StoredBlock last, Block header) {
    if (!header.getPrevBlockHash().equals(last.getHeader().getHash())) {
      return Optional.of("it does not follow the one before");
    }
    if (BareHeader.of(HeaderFile.bytes(header), network).isEmpty()) {
      return Optional.of("it lacks the work that it claims");
    }
    if (!rules.passesCheckpoint(last.getHeight() + 1, header.getHash())) {
      return Optional.of("block %d is another".formatted(last.getHeight() + 1));
    }
    try {
      rules.checkDifficultyTransitions(last, header, window);
      return Optional.empty();
    } catch (VerificationException | BlockStoreException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
