package org.spoor.bitcoin.esplora;

import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;

/** The contract, of a server like Blockstream's. */
final class BlockstreamContractTest extends EsploraContract {

  @Override
  StandInEsplora standIn(ServedHistory known) {
    return StandInEsplora.telling(known.chain().blocks(), waiting(known));
  }
}
