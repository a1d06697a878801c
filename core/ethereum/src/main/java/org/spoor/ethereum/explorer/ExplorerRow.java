package org.spoor.ethereum.explorer;

import java.util.Optional;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.value.TxId;

/**
 * One row of a list.
 *
 * @param movement what moved; empty if the call failed or carried nothing
 */
public record ExplorerRow(TxId tx, long height, Optional<Movement> movement) {}
