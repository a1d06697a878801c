package org.spoor.bitcoin.p2p;

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
  private Window window;

  /**
   * @param folder with the file that keeps them
   * @throws SpoorException UNAVAILABLE if the file cannot be used, or another process uses it
   */
  Headers(Path folder, Network network) {
    this.network = network;
    this.rules = NetworkParameters.of(network.network());
    this.file = new HeaderFile(folder, rules.getGenesisBlock());
    this.window = Window.of(file);
  }

  /** That of the last block. */
  long height() {
    return window.head().getHeight();
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
    Optional<StoredBlock> fork = window.get(told.getFirst().getPrevBlockHash());
    if (fork.isEmpty()) {
      return Optional.of("its headers follow none of the last %,d".formatted(Window.SIZE));
    }
    Branch branch = new Branch(window, fork.get());
    for (Block header : told) {
      Optional<String> fault = fault(branch, header);
      if (fault.isPresent()) {
        return fault.map(why ->
            "its header %s is no header of a block: %s".formatted(header.getHashAsString(), why));
      }
      branch.add(header);
    }
    if (branch.hasMoreWork()) {
      file.replace(fork.get().getHeight() + 1L, told);
      keep(branch);
    }
    return Optional.empty();
  }

  private void keep(Branch branch) {
    if (branch.isExtension()) {
      branch.keep();
    } else {
      window = Window.of(file);
    }
  }

  private Optional<String> fault(Branch branch, Block header) {
    StoredBlock last = branch.last();
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
      rules.checkDifficultyTransitions(last, header, branch);
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
