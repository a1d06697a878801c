package org.spoor.ethereum.parse;

import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;

/** Value that changed hands within a transaction, before it has a position of its own. */
public record Movement(Party from, Party to, Asset asset, Amount amount) {}
