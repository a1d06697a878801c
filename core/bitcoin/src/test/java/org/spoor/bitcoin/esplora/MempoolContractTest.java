package org.spoor.bitcoin.esplora;

import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;

/** The contract, of a server like mempool.space's. */
final class MempoolContractTest extends EsploraContract {

  @Override
  StandInEsplora standIn(ServedHistory known) {
    return StandInEsplora.inBatches(known.chain().blocks(), waiting(known));
  }
}
