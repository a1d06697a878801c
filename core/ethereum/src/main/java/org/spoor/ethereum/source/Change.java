package org.spoor.ethereum.source;

import java.math.BigInteger;
import org.spoor.model.value.Address;

/**
 * A block in which an account's nonce or balance changed.
 *
 * @param wei by which the balance is more than before; negative if less
 */
record Change(Address address, long height, BigInteger wei) {}
