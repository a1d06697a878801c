package org.spoor.app;

import java.util.concurrent.atomic.AtomicBoolean;
import org.spoor.app.live.LiveSources;
import org.spoor.app.live.Surroundings;
import org.spoor.app.terminal.Output;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.ethereum.EthereumSettings;

/** The end of the process by a signal, before its command has ended. */
final class Interruption {

  /** Takes the line of progress away that may stand there. */
  private static final String ERASE = "\r\033[K";

  private final Output output;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean live = new AtomicBoolean();

  Interruption(Output output) {
    this.output = output;
  }

  /** Endpoints that are opened through it are known to have been asked. */
  LiveSources.Opener watching(LiveSources.Opener opener) {
    return (EthereumSettings settings) -> {
      live.set(true);
      return opener.open(settings);
    };
  }

  /** The same of sources of Bitcoin. */
  Surroundings.BitcoinOpener watchingBitcoin(Surroundings.BitcoinOpener opener) {
    return (BitcoinSettings settings) -> {
      live.set(true);
      return opener.open(settings);
    };
  }

  /** The command has ended by itself. */
  void over() {
    over.set(true);
  }

  /** Says that it was interrupted, if it was. */
  void tell() {
    if (!over.get()) {
      output
          .err()
          .println(
              (output.live() ? ERASE : "")
                  + "spoor: interrupted"
                  + (live.get() ? "; what was read is kept, the next run goes on from there" : ""));
    }
  }
}
