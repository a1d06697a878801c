package org.spoor.bitcoin.esplora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerContract;

/** The contract of servers, of one of the Esplora kind. */
abstract class EsploraContract extends ServerContract {

  private final List<AutoCloseable> opened = new ArrayList<>();

  @TempDir private Path folder;

  EsploraContract() {
    super(ServedHistory.theft());
  }

  abstract StandInEsplora standIn(ServedHistory known);

  static Transaction[] waiting(ServedHistory known) {
    return known.waiting().toArray(Transaction[]::new);
  }

  @Override
  protected Server server(ServedHistory known) {
    StandInEsplora standIn = standIn(known);
    opened.add(standIn);
    EsploraUnderTest run = new EsploraUnderTest(folder, standIn);
    opened.addFirst(run);
    return run.server();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }
}
